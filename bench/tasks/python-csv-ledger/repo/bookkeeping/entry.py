from dataclasses import dataclass, field
from datetime import date


@dataclass
class Entry:
    day: date
    text: str
    cents: int
    tags: list[str] = field(default_factory=list)

    @property
    def is_income(self) -> bool:
        return self.cents > 0
