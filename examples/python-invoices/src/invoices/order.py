"""What a customer asked for."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class OrderLine:
    """A number of units of one product."""

    sku: str
    quantity: int


@dataclass(frozen=True)
class Order:
    """The lines of one order; `voucher` is an amount off the whole, before tax."""

    customer: str
    lines: tuple[OrderLine, ...]
    voucher: Decimal = Decimal(0)
