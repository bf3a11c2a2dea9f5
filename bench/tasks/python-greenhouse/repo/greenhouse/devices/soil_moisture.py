from greenhouse.device import Device


class SoilMoisture(Device):
    """The reading of a converter of ten bits; dry soil reads high."""

    unit = "%"

    def value(self, raw: str) -> float:
        return round((1023 - int(raw)) / 1023 * 100, 1)
