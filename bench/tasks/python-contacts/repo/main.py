import sys
from pathlib import Path

from contacts.book import Book

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: main.py FILE [WORD...]")
    book = Book.open(Path(sys.argv[1]))
    words = " ".join(sys.argv[2:])
    if words:
        for found in book.search(words):
            print(f"{found.name}: {found.phone} {found.mail}".rstrip())
    else:
        print(book.listing())
