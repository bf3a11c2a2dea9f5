from datetime import date, timedelta

import pytest

from library.fees import describe, fee, total_fees
from library.loans import Loan
from library.rates import rate_for


def late(kind, days):
    loan = Loan("title", kind, date(2024, 2, 1))
    return loan, loan.due_on + timedelta(days=days)


@pytest.mark.parametrize("kind, days, cents", [
    ("book", 0, 0), ("book", 3, 0), ("book", 4, 20), ("book", 5, 40), ("book", 53, 1000), ("book", 52, 980),
    ("magazine", 4, 10), ("magazine", 100, 300), ("film", -2, 0), ("film", 0, 0), ("film", 1, 100), ("film", 2, 200),
])
def test_fee(kind, days, cents):
    assert fee(*late(kind, days)) == cents


def test_the_rest():
    assert total_fees([late("book", 4), late("film", 3)]) == 320
    assert describe(5) == "0.05"
    assert rate_for("book").grace_days == 3
    assert late("book", 2)[0].days_late(date(2024, 3, 1)) == 1
