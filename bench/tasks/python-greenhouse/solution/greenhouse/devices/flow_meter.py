from greenhouse.device import Device


class FlowMeter(Device):
    """Pulses and seconds; 450 pulses are a litre."""

    unit = "l/min"
    low = 0
    high = 30

    def value(self, raw: str) -> float:
        pulses, seconds = raw.split("/")
        return int(pulses) / 450 / int(seconds) * 60
