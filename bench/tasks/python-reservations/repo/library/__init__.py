from library.model import Book, LibraryError
from library.service import Library

__all__ = ["Book", "Library", "LibraryError"]
