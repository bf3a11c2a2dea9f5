"""Prices of what is packed with a parcel."""

from shipping.money import Money

PACKAGING = {"envelope": Money(80), "box": Money(190), "tube": Money(240)}
FREE = Money(0)


def packaging(kind: str) -> Money:
    return PACKAGING.get(kind, FREE)
