"""Discounts for buying many units of one product."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from invoices.money import percent_of


@dataclass(frozen=True)
class Tier:
    """A discount of `rate` percent; `minimum` is the fewest units that earn it."""

    minimum: int
    rate: Decimal


TIERS = (
    Tier(minimum=10, rate=Decimal(5)),
    Tier(minimum=50, rate=Decimal(10)),
    Tier(minimum=200, rate=Decimal(15)),
)


def rate_for(quantity: int, tiers: Iterable[Tier] = TIERS) -> Decimal:
    """Returns the discount, in percent, that `quantity` units of one product earn.

    The tiers may stand in any order: the best that applies wins.
    """
    if quantity < 1:
        raise ValueError(f"a line needs at least one unit, not {quantity}")
    best = Decimal(0)
    for tier in tiers:
        if quantity > tier.minimum and tier.rate > best:
            best = tier.rate
    return best


def discount(price: Decimal, quantity: int) -> Decimal:
    """Returns the amount off for `quantity` units at `price` each."""
    return percent_of(price * quantity, rate_for(quantity))
