"""Prices of what is packed with a parcel."""

from shipping.money import Money

PACKAGING = {"envelope": Money(80, "EUR"), "box": Money(190, "EUR"), "tube": Money(240, "EUR")}
FREE = Money(0, "EUR")


def packaging(kind: str) -> Money:
    return PACKAGING.get(kind, FREE)
