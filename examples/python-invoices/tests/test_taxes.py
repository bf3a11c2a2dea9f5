from decimal import Decimal

from invoices.taxes import TaxClass, tax_by_class


def test_amounts_of_one_class_are_taxed_together():
    amounts = [(TaxClass.REDUCED, Decimal("0.30")), (TaxClass.REDUCED, Decimal("0.30"))]
    assert tax_by_class(amounts) == {TaxClass.REDUCED: Decimal("0.03")}


def test_exempt_amounts_are_left_out():
    assert tax_by_class([(TaxClass.EXEMPT, Decimal("8.50"))]) == {}
