"""When jobs run."""

from dataclasses import dataclass
from datetime import datetime, timedelta


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
    parts = ((schedule.minutes, 60), (schedule.hours, 24), (schedule.weekdays, 7))
    if not schedule.minutes or not schedule.hours:
        raise ValueError("a schedule needs minutes and hours")
    if any(not 0 <= number < limit for numbers, limit in parts for number in numbers):
        raise ValueError("a number of the schedule is out of range")
    moment = after.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while True:
        if schedule.weekdays and moment.weekday() not in schedule.weekdays:
            moment = moment.replace(hour=0, minute=0) + timedelta(days=1)
        elif moment.hour not in schedule.hours:
            moment = moment.replace(minute=0) + timedelta(hours=1)
        elif moment.minute not in schedule.minutes:
            moment += timedelta(minutes=1)
        else:
            return moment
