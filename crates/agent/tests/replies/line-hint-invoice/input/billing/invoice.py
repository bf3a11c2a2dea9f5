"""Invoices and what is still open of them."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Line:
    title: str
    price: Decimal
    count: int = 1


@dataclass
class Invoice:
    number: str
    lines: list[Line] = field(default_factory=list)
    paid: Decimal = Decimal(0)

    def total(self) -> Decimal:
        amount = Decimal(0)
        for line in self.lines:
            amount += line.price
        return amount

    def open(self) -> Decimal:
        return self.total() - self.paid
