"""Turns orders into invoices."""

from invoices.catalogue import Catalogue, Product, UnknownProduct
from invoices.invoice import Invoice, InvoiceLine, build_invoice
from invoices.order import Order, OrderLine
from invoices.statement import render_statement

__all__ = [
    "Catalogue",
    "Invoice",
    "InvoiceLine",
    "Order",
    "OrderLine",
    "Product",
    "UnknownProduct",
    "build_invoice",
    "render_statement",
]
