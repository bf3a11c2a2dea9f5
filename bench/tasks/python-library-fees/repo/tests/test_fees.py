from datetime import date, timedelta

from library.fees import describe, fee, total_fees
from library.loans import Loan


def late(kind, days):
    loan = Loan("title", kind, date(2024, 2, 1))
    return loan, loan.due_on + timedelta(days=days)


def test_nothing_within_the_days_of_grace():
    assert fee(*late("book", 3)) == 0


def test_later_days_are_charged():
    assert fee(*late("book", 5)) == 40


def test_the_maximum_is_kept():
    assert fee(*late("book", 400)) == 1000


def test_totals():
    assert total_fees([late("book", 0), late("magazine", 0)]) == 0


def test_describe():
    assert describe(1205) == "12.05"
