from greenhouse.device import Device


class CarbonDioxide(Device):
    """Parts per million, in hexadecimal digits."""

    unit = "ppm"
    low = 300
    high = 5000

    def value(self, raw: str) -> float:
        return float(int(raw, 16))
