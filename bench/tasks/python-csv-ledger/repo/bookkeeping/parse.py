"""Reads the CSV files that banks export."""

import csv
import io
from datetime import datetime

from bookkeeping.entry import Entry


class Malformed(Exception):
    """A line that is no entry; says which."""


def cents(text: str) -> int:
    """Cents of an amount such as "-1.234,50"."""
    plain = text.strip().replace(".", "").replace(",", ".")
    sign = -1 if plain.startswith("-") else 1
    whole, _, fraction = plain.lstrip("+-").partition(".")
    return sign * (int(whole or "0") * 100 + int(fraction.ljust(2, "0")[:2]))


def entries(text: str):
    reader = csv.reader(io.StringIO(text), delimiter=";")
    for number, row in enumerate(reader, start=1):
        if not row or row[0].startswith("#"):
            continue
        if len(row) != 3:
            raise Malformed(f"line {number}: {len(row)} fields instead of 3")
        day = datetime.strptime(row[0], "%d.%m.%Y").date()
        yield Entry(day, row[1].strip(), cents(row[2]))
