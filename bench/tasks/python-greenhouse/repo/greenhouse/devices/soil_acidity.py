from greenhouse.device import Device


class SoilAcidity(Device):
    """Hundredths."""

    unit = "pH"

    def value(self, raw: str) -> float:
        return int(raw) / 100
