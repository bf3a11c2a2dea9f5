"""The file of readings: a line each, with tabs between time, device and value."""

from datetime import datetime
from pathlib import Path

from greenhouse.reading import Reading


def append(path: Path, readings: list[Reading]) -> None:
    with open(path, "a", encoding="utf-8") as file:
        for reading in readings:
            time = reading.time.isoformat(timespec="minutes")
            file.write("\t".join([time, reading.device, repr(reading.value)]) + "\n")


def load(path: Path) -> list[Reading]:
    readings = []
    for line in path.read_text(encoding="utf-8").splitlines():
        time, device, value = line.split("\t")
        readings.append(Reading(datetime.fromisoformat(time), device, float(value)))
    return readings
