from greenhouse.device import Device


class WaterTemperature(Device):
    """Degrees Fahrenheit."""

    unit = "C"
    low = 0
    high = 40

    def value(self, raw: str) -> float:
        return round((float(raw) - 32) / 1.8, 2)
