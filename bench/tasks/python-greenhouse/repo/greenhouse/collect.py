"""Turns messages into readings."""

from collections.abc import Iterable

from greenhouse.messages import Malformed, parse_message
from greenhouse.reading import Reading
from greenhouse.registry import UnknownDevice, device


def collect(lines: Iterable[str]) -> tuple[list[Reading], list[str]]:
    """The readings, and what is wrong with lines that are none."""
    readings, problems = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            message = parse_message(line)
            value = device(message.device).value(message.raw)
        except (Malformed, UnknownDevice) as error:
            problems.append(f"line {number}: {error}")
        except (ValueError, KeyError, ZeroDivisionError):
            problems.append(f"line {number}: {message.device} cannot have sent {message.raw}")
        else:
            readings.append(Reading(message.time, message.device, value))
    return readings, problems
