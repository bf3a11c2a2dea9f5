"""Builds an invoice from an order."""

from dataclasses import dataclass
from decimal import Decimal

from invoices.catalogue import Catalogue, Product
from invoices.discounts import discount
from invoices.money import split, to_cents
from invoices.order import Order, OrderLine
from invoices.taxes import TaxClass, tax_by_class


@dataclass(frozen=True)
class InvoiceLine:
    """One product on the invoice; `gross` is before and `net` after its discount."""

    product: Product
    quantity: int
    gross: Decimal
    discount: Decimal

    @property
    def net(self) -> Decimal:
        return self.gross - self.discount


@dataclass(frozen=True)
class Invoice:
    """What the customer owes, and why."""

    customer: str
    lines: tuple[InvoiceLine, ...]
    voucher: Decimal
    taxes: dict[TaxClass, Decimal]

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.lines), Decimal(0)) - self.voucher

    @property
    def total(self) -> Decimal:
        return self.net + sum(self.taxes.values(), Decimal(0))


def build_invoice(order: Order, catalogue: Catalogue) -> Invoice:
    """Prices every line of `order` and adds discounts, voucher and taxes."""
    if not order.lines:
        raise ValueError(f"the order of {order.customer} has no lines")
    lines = tuple(_price(line, catalogue) for line in order.lines)
    nets = [line.net for line in lines]
    voucher = min(order.voucher, sum(nets, Decimal(0)))
    shares = split(voucher, nets)
    taxed = [(line.product.tax_class, line.net - share) for line, share in zip(lines, shares)]
    return Invoice(order.customer, lines, voucher, tax_by_class(taxed))


def _price(line: OrderLine, catalogue: Catalogue) -> InvoiceLine:
    product = catalogue.find(line.sku)
    gross = to_cents(product.price * line.quantity)
    return InvoiceLine(product, line.quantity, gross, discount(product.price, line.quantity))
