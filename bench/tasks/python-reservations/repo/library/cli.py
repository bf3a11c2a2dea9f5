import sys
from pathlib import Path

from library.model import LibraryError
from library.service import Library
from library.storage import load, save

USAGE = "usage: library FILE add ISBN TITLE | lend ISBN READER | return ISBN | list"


def run(library: Library, command: str, words: list[str]) -> list[str]:
    """Does what is asked for and returns the lines to print."""
    match command, words:
        case "add", [isbn, title]:
            library.add(isbn, title)
        case "lend", [isbn, reader]:
            library.lend(isbn, reader)
        case "return", [isbn]:
            library.give_back(isbn)
        case "list", []:
            return [f"{book.isbn} {book.title}" + (f" ({book.lent_to})" if book.is_lent else "") for book in library.books()]
        case _:
            raise LibraryError(USAGE)
    return []


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        print(USAGE, file=sys.stderr)
        return 1
    path = Path(arguments[0])
    library = Library(load(path))
    try:
        lines = run(library, arguments[1], arguments[2:])
    except LibraryError as error:
        print(error, file=sys.stderr)
        return 1
    save(path, library.books())
    for line in lines:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
