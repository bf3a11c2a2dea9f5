"""Loads contacts from CSV files, whose first line names the columns."""

import csv
from pathlib import Path

from contacts.model import Contact

COLUMNS = {"name": "name", "phone": "phone", "mobile": "phone", "mail": "mail", "e-mail": "mail"}


def load(path: Path) -> list[Contact]:
    with open(path, encoding="utf-8", newline="") as file:
        return [contact(row) for row in csv.DictReader(file)]


def contact(row: dict[str, str]) -> Contact:
    known = {}
    for column, value in row.items():
        target = COLUMNS.get((column or "").strip().lower())
        if target and value and value.strip():
            known.setdefault(target, value.strip())
    return Contact(**known)
