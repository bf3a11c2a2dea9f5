from greenhouse.device import Device


class Wind(Device):
    """Kilometres an hour."""

    unit = "m/s"
    low = 0
    high = 75

    def value(self, raw: str) -> float:
        return round(float(raw) / 3.6, 2)
