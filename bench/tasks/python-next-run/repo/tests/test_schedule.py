from datetime import datetime

from jobs.parse import parse
from jobs.schedule import next_run


def due(schedule, after):
    return next_run(parse(schedule), datetime.fromisoformat(after)).isoformat(" ", "minutes")


def test_within_the_hour():
    assert due("0,30 9-17 *", "2024-03-01 09:10") == "2024-03-01 09:30"


def test_over_the_weekend():
    assert due("0,30 9-17 0-4", "2024-03-01 17:30") == "2024-03-04 09:00"
