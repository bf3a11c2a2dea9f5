"""Insurance of what is sent: 2 percent of its value, at least 1.00."""

from shipping.money import Money

MINIMUM = Money(100)


def insurance(value: Money) -> Money:
    premium = value.percent(2)
    return premium if premium.cents > MINIMUM.cents else MINIMUM
