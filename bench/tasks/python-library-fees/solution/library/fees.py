"""What a late return costs."""

from datetime import date

from library.loans import Loan
from library.rates import rate_for


def fee(loan: Loan, returned_on: date) -> int:
    """The fee in cents."""
    rate = rate_for(loan.kind)
    late = loan.days_late(returned_on)
    if late <= rate.grace_days:
        return 0
    chargeable = late - rate.grace_days
    return min(chargeable * rate.per_day, rate.maximum)


def total_fees(returns: list[tuple[Loan, date]]) -> int:
    return sum(fee(loan, returned_on) for loan, returned_on in returns)


def describe(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
