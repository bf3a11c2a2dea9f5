"""A shift, from when to when, with a break."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FORMAT = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class Shift:
    worker: str
    start: datetime
    end: datetime
    break_minutes: int = 0

    def __post_init__(self):
        if self.end < self.start:
            raise ValueError(f"{self.worker}: a shift ends before it starts")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @property
    def minutes(self) -> int:
        """Paid minutes."""
        return self.length.seconds // 60 - self.break_minutes


def parse_shift(line: str) -> Shift:
    fields = [field.strip() for field in line.split(",")]
    if len(fields) not in (3, 4):
        raise ValueError(f"not a shift: {line!r}")
    start, end = (datetime.strptime(text, FORMAT) for text in fields[1:3])
    return Shift(fields[0], start, end, int(fields[3]) if len(fields) == 4 else 0)
