from decimal import Decimal

import pytest

from invoices import Order, OrderLine, UnknownProduct, build_invoice


def invoice_for(catalogue, *lines, voucher="0"):
    order = Order("Ada", tuple(OrderLine(sku, quantity) for sku, quantity in lines), Decimal(voucher))
    return build_invoice(order, catalogue)


def test_tax_is_added_by_class(catalogue):
    invoice = invoice_for(catalogue, ("PEN", 1), ("BOOK", 1), ("STAMP", 4))
    assert invoice.net == Decimal("35.40")
    assert invoice.total == Decimal("38.80")


def test_large_orders_are_discounted(catalogue):
    assert invoice_for(catalogue, ("PEN", 60)).net == Decimal("648.00")


def test_a_box_of_fifty_is_discounted_by_a_tenth(catalogue):
    invoice = invoice_for(catalogue, ("PEN", 50))
    assert invoice.net == Decimal("540.00")


def test_a_voucher_lowers_the_tax(catalogue):
    invoice = invoice_for(catalogue, ("PEN", 1), ("BOOK", 1), voucher="8.00")
    assert invoice.net == Decimal("24.00")
    assert invoice.total == Decimal("26.55")


def test_a_voucher_is_worth_no_more_than_the_order(catalogue):
    assert invoice_for(catalogue, ("PEN", 1), voucher="50.00").total == 0


def test_unknown_products_are_refused(catalogue):
    with pytest.raises(UnknownProduct):
        invoice_for(catalogue, ("QUILL", 1))


def test_an_order_without_lines_is_refused(catalogue):
    with pytest.raises(ValueError, match="no lines"):
        invoice_for(catalogue)
