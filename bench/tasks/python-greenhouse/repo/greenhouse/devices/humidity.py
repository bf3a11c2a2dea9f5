from greenhouse.device import Device


class Humidity(Device):
    """A share between 0 and 1."""

    unit = "%"

    def value(self, raw: str) -> float:
        return round(float(raw) * 100, 1)
