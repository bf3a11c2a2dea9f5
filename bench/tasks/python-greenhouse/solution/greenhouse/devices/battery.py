from greenhouse.device import Device


class Battery(Device):
    """Millivolts, with the unit."""

    unit = "V"
    low = 2.5
    high = 4.5

    def value(self, raw: str) -> float:
        return int(raw.removesuffix("mV")) / 1000
