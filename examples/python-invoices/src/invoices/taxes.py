"""Tax classes and what they add."""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from invoices.money import percent_of


class TaxClass(Enum):
    """How a product is taxed."""

    STANDARD = "standard"
    REDUCED = "reduced"
    EXEMPT = "exempt"


RATES = {
    TaxClass.STANDARD: Decimal(20),
    TaxClass.REDUCED: Decimal(5),
    TaxClass.EXEMPT: Decimal(0),
}


def tax_by_class(amounts: Iterable[tuple[TaxClass, Decimal]]) -> dict[TaxClass, Decimal]:
    """Adds the net amounts up by class and returns the tax on each sum.

    Classes without tax are left out.
    """
    nets: dict[TaxClass, Decimal] = {}
    for tax_class, net in amounts:
        nets[tax_class] = nets.get(tax_class, Decimal(0)) + net
    return {
        tax_class: percent_of(net, RATES[tax_class])
        for tax_class, net in nets.items()
        if RATES[tax_class] > 0
    }
