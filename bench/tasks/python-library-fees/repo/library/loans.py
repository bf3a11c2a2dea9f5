"""Loans and when they were due."""

from dataclasses import dataclass
from datetime import date, timedelta

LOAN_DAYS = {"book": 28, "magazine": 7, "film": 5}


@dataclass(frozen=True)
class Loan:
    title: str
    kind: str
    lent_on: date

    @property
    def due_on(self) -> date:
        return self.lent_on + timedelta(days=LOAN_DAYS[self.kind])

    def days_late(self, returned_on: date) -> int:
        """Whole days after the due date, 0 if the item came back in time."""
        return max(0, (returned_on - self.due_on).days)
