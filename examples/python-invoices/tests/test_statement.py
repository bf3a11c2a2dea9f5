from decimal import Decimal

from invoices import Order, OrderLine, build_invoice, render_statement


def statement_for(catalogue, *lines, voucher="0"):
    order = Order("Ada", tuple(OrderLine(sku, quantity) for sku, quantity in lines), Decimal(voucher))
    return render_statement(build_invoice(order, catalogue)).splitlines()


def test_every_amount_has_its_line(catalogue):
    assert statement_for(catalogue, ("PEN", 2), ("STAMP", 20), voucher="4.00") == [
        "Invoice for Ada",
        "============================================",
        "2 x Fountain pen                       24.00",
        "20 x Postage stamp                     17.00",
        "  quantity discount                    -0.85",
        "Voucher                                -4.00",
        "--------------------------------------------",
        "Net                                    36.15",
        "Tax 20% (standard)                      4.32",
        "Total                                  40.47",
    ]


def test_ten_bottles_of_ink_show_their_discount(catalogue):
    assert statement_for(catalogue, ("INK", 10))[2:] == [
        "10 x Ink, blue                         43.50",
        "  quantity discount                    -2.18",
        "--------------------------------------------",
        "Net                                    41.32",
        "Tax 20% (standard)                      8.26",
        "Total                                  49.58",
    ]
