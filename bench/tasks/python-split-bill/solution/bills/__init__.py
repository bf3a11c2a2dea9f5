"""Shared bills: who owes whom."""

from bills.debts import settle
from bills.money import format_cents, parse_cents
from bills.split import split

__all__ = ["format_cents", "parse_cents", "settle", "split"]
