import pytest

from library import Library, LibraryError


def test_the_first_in_the_queue_is_next():
    library = Library()
    library.add("1", "Emma")
    library.lend("1", "ada")
    library.reserve("1", "bo")
    library.reserve("1", "cy")
    assert library.give_back("1") == "bo"
    with pytest.raises(LibraryError):
        library.lend("1", "cy")
    library.lend("1", "bo")
    assert library.give_back("1") == "cy"


def test_only_what_is_lent_can_be_reserved():
    library = Library()
    library.add("1", "Emma")
    with pytest.raises(LibraryError):
        library.reserve("1", "bo")
