"""The file of readings: a line each, with tabs between time, device and value, and `suspect` after some."""

from datetime import datetime
from pathlib import Path

from greenhouse.reading import Reading


def append(path: Path, readings: list[Reading]) -> None:
    with open(path, "a", encoding="utf-8") as file:
        for reading in readings:
            time = reading.time.isoformat(timespec="minutes")
            fields = [time, reading.device, repr(reading.value)]
            if reading.is_suspect:
                fields.append("suspect")
            file.write("\t".join(fields) + "\n")


def load(path: Path) -> list[Reading]:
    readings = []
    for line in path.read_text(encoding="utf-8").splitlines():
        time, device, value, *marks = line.split("\t")
        readings.append(Reading(datetime.fromisoformat(time), device, float(value), "suspect" in marks))
    return readings
