import pytest

from timesheet.pay import minutes_by_worker, pay
from timesheet.report import report
from timesheet.shift import parse_shift


@pytest.mark.parametrize("line, minutes", [
    ("A, 2024-03-01 18:00, 2024-03-03 08:00", 38 * 60),
    ("A, 2024-03-01 18:00, 2024-03-02 18:00", 24 * 60),
    ("A, 2024-03-01 22:00, 2024-03-02 06:00", 8 * 60),
    ("A, 2024-03-01 09:00, 2024-03-01 17:30, 30", 8 * 60),
    ("A, 2024-03-01 00:00, 2024-03-03 00:15, 45", 47 * 60 + 30),
])
def test_minutes(line, minutes):
    assert parse_shift(line).minutes == minutes


def test_the_rest():
    assert pay(41 * 60) == 40 * 1860 + 2325
    with pytest.raises(ValueError):
        parse_shift("A, 2024-03-02 18:00, 2024-03-01 18:00")
    lines = ["A, 2024-03-01 18:00, 2024-03-02 19:00", "A, 2024-03-03 18:00, 2024-03-03 19:00"]
    assert minutes_by_worker([parse_shift(line) for line in lines]) == {"A": 26 * 60}
    assert report(lines[0]) == "A              25:00     465.00"
