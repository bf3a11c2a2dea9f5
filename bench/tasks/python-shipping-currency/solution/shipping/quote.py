from dataclasses import dataclass

from shipping.insurance import insurance
from shipping.money import Money
from shipping.tariff import Tariff


@dataclass(frozen=True)
class Parcel:
    zone: str
    grams: int
    value: Money | None = None


def quote(tariff: Tariff, parcels: list[Parcel]) -> Money:
    """What sending the parcels costs; there must be at least one."""
    if not parcels:
        raise ValueError("nothing to send")
    total = None
    for parcel in parcels:
        price = tariff.price(parcel.zone, parcel.grams)
        total = price if total is None else total + price
        if parcel.value is not None:
            total = total + insurance(parcel.value)
    return total
