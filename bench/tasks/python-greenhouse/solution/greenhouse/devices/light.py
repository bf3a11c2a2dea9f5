from greenhouse.device import Device


class Light(Device):
    """Lux, with a k for thousands."""

    unit = "lx"
    low = 0
    high = 120000

    def value(self, raw: str) -> float:
        return float(raw[:-1]) * 1000 if raw.endswith("k") else float(raw)
