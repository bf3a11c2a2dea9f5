"""Amounts of money: decimals of one currency, rounded to the cent."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """Rounds `amount` half up to the cent."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def percent_of(amount: Decimal, rate: Decimal) -> Decimal:
    """Returns `rate` percent of `amount`, rounded to the cent."""
    return to_cents(amount * rate / 100)


def split(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Splits `amount` in proportion to `weights` so that the shares add up to it.

    What is rounded is the running sum, so no cent is lost and a weight of zero gets nothing.
    """
    if amount == 0:
        return [Decimal(0)] * len(weights)
    shares = []
    reached = given = Decimal(0)
    for weight in weights:
        reached += weight
        due = to_cents(amount * reached / sum(weights))
        shares.append(due - given)
        given = due
    return shares
