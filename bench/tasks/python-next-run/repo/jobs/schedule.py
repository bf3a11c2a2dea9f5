"""When jobs run."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Schedule:
    """Which minutes, hours and weekdays a job runs in; Monday is 0. An empty set of weekdays means every day."""

    minutes: frozenset[int]
    hours: frozenset[int]
    weekdays: frozenset[int] = frozenset()


def next_run(schedule: Schedule, after: datetime) -> datetime:
    """The first moment later than `after` at which the job runs, with 0 seconds and microseconds.

    - It is never `after` itself, even if the job runs then; but it may lie within the same hour.
    - Raises ValueError if the schedule has no minutes or no hours, or if one of its numbers is out of range
      (minutes 0 to 59, hours 0 to 23, weekdays 0 to 6).
    """
    raise NotImplementedError
