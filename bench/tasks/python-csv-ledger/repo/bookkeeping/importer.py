"""Turns statements into ledgers: entries by month."""

from bookkeeping.entry import Entry
from bookkeeping.parse import entries
from bookkeeping.rules import tag

Ledger = dict[str, list[Entry]]


def month_of(entry: Entry) -> str:
    return entry.day.strftime("%Y-%m")


def import_statement(text: str, ledger: Ledger = {}) -> Ledger:
    """Adds a statement's entries to a ledger, or to a new one if none is given."""
    for entry in entries(text):
        ledger.setdefault(month_of(entry), []).append(tag(entry))
    for month in ledger:
        ledger[month].sort(key=lambda entry: entry.day)
    return ledger


def balance(ledger: Ledger) -> int:
    return sum(entry.cents for month in ledger.values() for entry in month)


def by_tag(ledger: Ledger) -> dict[str, int]:
    totals: dict[str, int] = {}
    for month in ledger.values():
        for entry in month:
            for name in entry.tags or ["other"]:
                totals[name] = totals.get(name, 0) + entry.cents
    return totals
