"""Shared bills: who owes whom."""

from bills.debts import settle
from bills.money import format_cents, parse_cents

__all__ = ["format_cents", "parse_cents", "settle"]
