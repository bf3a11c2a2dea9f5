from greenhouse.device import Device


class LeafWetness(Device):
    """A step from 0 to 15."""

    unit = "%"
    low = 0
    high = 100

    def value(self, raw: str) -> float:
        return round(int(raw) / 15 * 100, 1)
