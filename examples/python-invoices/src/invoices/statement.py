"""Renders an invoice as plain text."""

from decimal import Decimal

from invoices.invoice import Invoice
from invoices.taxes import RATES

WIDTH = 44


def render_statement(invoice: Invoice) -> str:
    """Returns the statement, one entry a line, amounts aligned to the right."""
    entries = [f"Invoice for {invoice.customer}", "=" * WIDTH]
    for line in invoice.lines:
        entries.append(_entry(f"{line.quantity} x {line.product.name}", line.gross))
        if line.discount:
            entries.append(_entry("  quantity discount", -line.discount))
    if invoice.voucher:
        entries.append(_entry("Voucher", -invoice.voucher))
    entries.append("-" * WIDTH)
    entries.append(_entry("Net", invoice.net))
    for tax_class, tax in invoice.taxes.items():
        entries.append(_entry(f"Tax {RATES[tax_class]}% ({tax_class.value})", tax))
    entries.append(_entry("Total", invoice.total))
    return "\n".join(entries) + "\n"


def _entry(label: str, amount: Decimal) -> str:
    figure = f"{amount:,.2f}"
    return label.ljust(WIDTH - len(figure)) + figure
