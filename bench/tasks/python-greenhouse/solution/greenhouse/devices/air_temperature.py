from greenhouse.device import Device


class AirTemperature(Device):
    """Tenths of a degree."""

    unit = "C"
    low = -20
    high = 50

    def value(self, raw: str) -> float:
        return int(raw) / 10
