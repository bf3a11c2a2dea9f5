"""The report that people read."""

from greenhouse.reading import Reading
from greenhouse.registry import device
from greenhouse.statistics import daily_means


def report(readings: list[Reading]) -> str:
    lines = []
    for reading in sorted(readings, key=lambda reading: reading.time):
        shown = device(reading.device).describe(reading.value)
        lines.append(f"{reading.time:%Y-%m-%d %H:%M} {reading.device} {shown}" + (" ?" if reading.is_suspect else ""))
    for (day, name), mean in daily_means(readings).items():
        lines.append(f"{day} {name} mean {device(name).describe(round(mean, 2))}")
    suspect = sum(reading.is_suspect for reading in readings)
    if suspect:
        lines.append(f"suspect: {suspect}")
    return "\n".join(lines)
