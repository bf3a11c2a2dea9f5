"""What can be done with the books."""

from library.model import Book, LibraryError

MOST_LOANS = 5


class Library:
    def __init__(self, books: list[Book] | None = None):
        self._books = {book.isbn: book for book in books or []}

    def books(self) -> list[Book]:
        return sorted(self._books.values(), key=lambda book: book.title)

    def add(self, isbn: str, title: str) -> None:
        if isbn in self._books:
            raise LibraryError(f"{isbn} is there already")
        self._books[isbn] = Book(isbn, title)

    def find(self, isbn: str) -> Book:
        try:
            return self._books[isbn]
        except KeyError:
            raise LibraryError(f"no book {isbn}") from None

    def lend(self, isbn: str, reader: str) -> None:
        book = self.find(isbn)
        if book.is_lent:
            raise LibraryError(f"{isbn} is lent to {book.lent_to}")
        if book.queue and book.queue[0] != reader:
            raise LibraryError(f"{isbn} is reserved for {book.queue[0]}")
        if sum(other.lent_to == reader for other in self._books.values()) >= MOST_LOANS:
            raise LibraryError(f"{reader} has {MOST_LOANS} books")
        book.lent_to = reader
        if book.queue:
            book.queue.pop(0)

    def give_back(self, isbn: str) -> str | None:
        """Returns the reader who is next."""
        book = self.find(isbn)
        if not book.is_lent:
            raise LibraryError(f"{isbn} is not lent")
        book.lent_to = None
        return book.queue[0] if book.queue else None

    def reserve(self, isbn: str, reader: str) -> None:
        book = self.find(isbn)
        if not book.is_lent:
            raise LibraryError(f"{isbn} is not lent")
        if reader == book.lent_to or reader in book.queue:
            raise LibraryError(f"{reader} has {isbn} or waits for it")
        book.queue.append(reader)

    def cancel(self, isbn: str, reader: str) -> None:
        book = self.find(isbn)
        if reader not in book.queue:
            raise LibraryError(f"{reader} does not wait for {isbn}")
        book.queue.remove(reader)
