import pytest

from library import Library, LibraryError


def test_lending():
    library = Library()
    library.add("1", "Emma")
    library.lend("1", "ada")
    with pytest.raises(LibraryError, match="lent to ada"):
        library.lend("1", "bo")
    library.give_back("1")
    library.lend("1", "bo")
    assert library.find("1").lent_to == "bo"
