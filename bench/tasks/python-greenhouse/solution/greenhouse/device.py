"""What all devices have in common."""


class Device:
    """Turns what a device sends into values. Subclasses say how."""

    unit = ""
    low = 0.0
    high = 0.0

    def value(self, raw: str) -> float:
        raise NotImplementedError

    def is_plausible(self, value: float) -> bool:
        return self.low <= value <= self.high

    def describe(self, value: float) -> str:
        return f"{value:g} {self.unit}"
