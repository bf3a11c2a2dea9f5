"""Figures about readings."""

from collections import defaultdict
from datetime import date

from greenhouse.reading import Reading


def daily_means(readings: list[Reading]) -> dict[tuple[date, str], float]:
    """The mean of each device's values of a day, by day and device."""
    values = defaultdict(list)
    for reading in readings:
        if reading.is_suspect:
            continue
        values[reading.day, reading.device].append(reading.value)
    return {key: sum(group) / len(group) for key, group in sorted(values.items())}


def extremes(readings: list[Reading]) -> dict[str, tuple[float, float]]:
    """The lowest and the highest value of each device."""
    found: dict[str, tuple[float, float]] = {}
    for reading in readings:
        if reading.is_suspect:
            continue
        low, high = found.get(reading.device, (reading.value, reading.value))
        found[reading.device] = min(low, reading.value), max(high, reading.value)
    return found
