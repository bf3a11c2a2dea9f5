"""Reads schedules such as "0,30 9-17 0-4" (minutes, hours, weekdays) or "15 * *"."""

from jobs.schedule import Schedule

RANGES = (range(60), range(24), range(7))


def parse(text: str) -> Schedule:
    fields = text.split()
    if len(fields) != 3:
        raise ValueError(f"a schedule has 3 fields: {text!r}")
    minutes, hours, weekdays = (numbers(field, whole) for field, whole in zip(fields, RANGES))
    return Schedule(minutes, hours, weekdays)


def numbers(field: str, whole: range) -> frozenset[int]:
    found: set[int] = set()
    for part in field.split(","):
        if part == "*":
            found.update(whole)
        elif "-" in part:
            first, last = (int(number) for number in part.split("-"))
            found.update(range(first, last + 1))
        else:
            found.add(int(part))
    return frozenset(found)
