from greenhouse.device import Device


class Humidity(Device):
    """A share between 0 and 1."""

    unit = "%"
    low = 0
    high = 100

    def value(self, raw: str) -> float:
        return round(float(raw) * 100, 1)
