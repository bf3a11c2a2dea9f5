from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Reading:
    time: datetime
    device: str
    value: float
    is_suspect: bool = False

    @property
    def day(self) -> date:
        return self.time.date()
