from pathlib import Path

from contacts.load import load
from contacts.model import Contact


class Book:
    def __init__(self, contacts: list[Contact]):
        self._contacts = sorted(contacts, key=lambda contact: contact.name.casefold())

    @classmethod
    def open(cls, *paths: Path) -> "Book":
        return cls([contact for path in paths for contact in load(path)])

    def search(self, words: str) -> list[Contact]:
        return [contact for contact in self._contacts if contact.matches(words)]

    def listing(self) -> str:
        return "\n".join(f"{c.name}: {c.phone or c.mail or '-'}" for c in self._contacts)
