from greenhouse.device import Device


class WaterLevel(Device):
    """The distance from the lid to the water, in millimetres; the tank is 200 cm high."""

    unit = "cm"
    low = 0
    high = 200

    def value(self, raw: str) -> float:
        return 200 - int(raw) / 10
