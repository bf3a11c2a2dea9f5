from datetime import datetime

import pytest

from jobs.parse import parse
from jobs.runner import Runner
from jobs.schedule import Schedule, next_run


@pytest.mark.parametrize("schedule, after, expected", [
    ("0,30 9-17 *", "2024-03-01 09:10:00", "2024-03-01 09:30:00"),
    ("0,30 9-17 *", "2024-03-01 09:30:00", "2024-03-01 10:00:00"),
    ("0,30 9-17 *", "2024-03-01 09:29:59.999999", "2024-03-01 09:30:00"),
    ("0,30 9-17 *", "2024-03-01 09:30:01", "2024-03-01 10:00:00"),
    ("0,30 9-17 0-4", "2024-03-01 17:30:00", "2024-03-04 09:00:00"),
    ("15 * *", "2024-12-31 23:15:00", "2025-01-01 00:15:00"),
    ("59 23 6", "2024-02-25 23:59:00", "2024-03-03 23:59:00"),
    ("0 0 *", "2024-02-28 12:00:00", "2024-02-29 00:00:00"),
    ("* * *", "2024-02-28 12:00:30", "2024-02-28 12:01:00"),
    ("5 8,20 2", "2024-03-06 08:05:00", "2024-03-06 20:05:00"),
])
def test_next_run(schedule, after, expected):
    assert next_run(parse(schedule), datetime.fromisoformat(after)) == datetime.fromisoformat(expected)


def test_no_weekdays_means_every_day():
    schedule = Schedule(frozenset({0}), frozenset({6}))
    assert next_run(schedule, datetime(2024, 3, 2, 6)) == datetime(2024, 3, 3, 6)


@pytest.mark.parametrize("minutes, hours, weekdays", [
    ({}, {1}, {}), ({1}, {}, {}), ({60}, {1}, {}), ({-1}, {1}, {}), ({1}, {24}, {}), ({1}, {1}, {7}), ({1, 99}, {1}, {}),
])
def test_refused(minutes, hours, weekdays):
    with pytest.raises(ValueError):
        next_run(Schedule(frozenset(minutes), frozenset(hours), frozenset(weekdays)), datetime(2024, 1, 1))


def test_the_runner():
    runner = Runner(datetime(2024, 3, 1, 8))
    runner.add("backup", "0 9 *")
    runner.add("mail", "0,30 * *")
    assert runner.advance(datetime(2024, 3, 1, 9)) == ["mail", "backup", "mail"]
