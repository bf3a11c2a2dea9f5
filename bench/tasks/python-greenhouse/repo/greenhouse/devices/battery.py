from greenhouse.device import Device


class Battery(Device):
    """Millivolts, with the unit."""

    unit = "V"

    def value(self, raw: str) -> float:
        return int(raw.removesuffix("mV")) / 1000
