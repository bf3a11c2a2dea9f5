from greenhouse.device import Device


class SoilAcidity(Device):
    """Hundredths."""

    unit = "pH"
    low = 3
    high = 10

    def value(self, raw: str) -> float:
        return int(raw) / 100
