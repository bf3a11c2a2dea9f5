"""Insurance of what is sent: 2 percent of its value, at least 1.00."""

from shipping.money import Money

MINIMUM_CENTS = 100


def insurance(value: Money) -> Money:
    premium = value.percent(2)
    return Money(max(premium.cents, MINIMUM_CENTS), value.currency)
