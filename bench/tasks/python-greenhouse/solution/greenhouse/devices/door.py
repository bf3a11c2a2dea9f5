from greenhouse.device import Device


class Door(Device):
    """Either open or closed."""

    unit = "open"
    low = 0
    high = 1

    def value(self, raw: str) -> float:
        return {"open": 1.0, "closed": 0.0}[raw]
