"""Keeps books in a file of JSON."""

import json
from pathlib import Path

from library.model import Book


def save(path: Path, books: list[Book]) -> None:
    data = [{"isbn": book.isbn, "title": book.title, "lent_to": book.lent_to, "queue": book.queue} for book in books]
    path.write_text(json.dumps({"books": data}, indent=2, ensure_ascii=False), encoding="utf-8")


def load(path: Path) -> list[Book]:
    if not path.exists():
        return []
    data = json.loads(path.read_text(encoding="utf-8"))
    return [Book(item["isbn"], item["title"], item["lent_to"], item.get("queue", [])) for item in data["books"]]
