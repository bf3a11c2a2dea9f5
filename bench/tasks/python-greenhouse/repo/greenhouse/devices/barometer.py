from greenhouse.device import Device


class Barometer(Device):
    """Pascals."""

    unit = "hPa"

    def value(self, raw: str) -> float:
        return int(raw) / 100
