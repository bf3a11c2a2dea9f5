from greenhouse.device import Device


class Barometer(Device):
    """Pascals."""

    unit = "hPa"
    low = 870
    high = 1085

    def value(self, raw: str) -> float:
        return int(raw) / 100
