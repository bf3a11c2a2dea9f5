"""Daily rates, in cents, by kind of item."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    per_day: int
    maximum: int
    grace_days: int


RATES = {
    "book": Rate(per_day=20, maximum=1000, grace_days=3),
    "magazine": Rate(per_day=10, maximum=300, grace_days=3),
    "film": Rate(per_day=100, maximum=2000, grace_days=0),
}


def rate_for(kind: str) -> Rate:
    try:
        return RATES[kind]
    except KeyError:
        raise ValueError(f"no rate for items of kind {kind!r}") from None
