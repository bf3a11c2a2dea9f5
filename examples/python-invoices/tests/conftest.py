from decimal import Decimal

import pytest

from invoices import Catalogue, Product
from invoices.taxes import TaxClass


@pytest.fixture
def catalogue():
    return Catalogue(
        [
            Product("PEN", "Fountain pen", Decimal("12.00")),
            Product("INK", "Ink, blue", Decimal("4.35")),
            Product("BOOK", "Penmanship", Decimal("20.00"), TaxClass.REDUCED),
            Product("STAMP", "Postage stamp", Decimal("0.85"), TaxClass.EXEMPT),
        ]
    )
