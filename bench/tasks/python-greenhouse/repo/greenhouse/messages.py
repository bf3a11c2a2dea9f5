"""Reads the messages of devices: see docs/messages.md."""

from dataclasses import dataclass
from datetime import datetime


class Malformed(Exception):
    pass


@dataclass(frozen=True)
class Message:
    time: datetime
    device: str
    raw: str


def parse_message(line: str) -> Message:
    fields = line.split()
    if len(fields) != 3:
        raise Malformed(f"not a message: {line.strip()}")
    try:
        return Message(datetime.fromisoformat(fields[0]), fields[1], fields[2])
    except ValueError:
        raise Malformed(f"not a time: {fields[0]}") from None
