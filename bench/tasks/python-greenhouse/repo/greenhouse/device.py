"""What all devices have in common."""


class Device:
    """Turns what a device sends into values. Subclasses say how."""

    unit = ""

    def value(self, raw: str) -> float:
        raise NotImplementedError

    def describe(self, value: float) -> str:
        return f"{value:g} {self.unit}"
