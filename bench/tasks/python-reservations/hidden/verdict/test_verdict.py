import json
import subprocess
import sys

import pytest

from library import Library, LibraryError
from library.storage import load, save


def lent(*queue):
    library = Library()
    library.add("1", "Emma")
    library.add("2", "Ulysses")
    library.lend("1", "ada")
    for reader in queue:
        library.reserve("1", reader)
    return library


def test_the_queue():
    library = lent("bo", "cy", "di")
    library.cancel("1", "cy")
    assert library.give_back("1") == "bo"
    for reader in ("di", "ada"):
        with pytest.raises(LibraryError):
            library.lend("1", reader)
    library.lend("1", "bo")
    assert library.give_back("1") == "di"
    library.lend("1", "di")
    assert library.give_back("1") is None
    library.lend("1", "ada")
    assert library.find("1").lent_to == "ada"


def test_cancelling_the_last_frees_the_book():
    library = lent("bo")
    assert library.give_back("1") == "bo"
    library.cancel("1", "bo")
    library.lend("1", "cy")


@pytest.mark.parametrize("isbn, reader", [("9", "bo"), ("2", "bo"), ("1", "ada"), ("1", "cy")])
def test_refused(isbn, reader):
    with pytest.raises(LibraryError):
        lent("cy").reserve(isbn, reader)


def test_nothing_to_cancel():
    for isbn, reader in (("1", "bo"), ("9", "cy"), ("2", "cy")):
        with pytest.raises(LibraryError):
            lent("cy").cancel(isbn, reader)
    with pytest.raises(LibraryError):
        lent().give_back("2")


def test_books_do_not_share_their_queues():
    library = lent("bo")
    library.lend("2", "ada")
    assert library.give_back("2") is None


def test_saved_and_loaded(tmp_path):
    path = tmp_path / "books.json"
    save(path, lent("bo", "cy").books())
    library = Library(load(path))
    assert library.give_back("1") == "bo"
    path.write_text(json.dumps({"books": [{"isbn": "1", "title": "Emma", "lent_to": "ada"}]}))
    library = Library(load(path))
    library.reserve("1", "bo")
    assert library.give_back("1") == "bo"


def test_the_command_line(tmp_path):
    path = str(tmp_path / "books.json")

    def run(*words):
        done = subprocess.run([sys.executable, "-m", "library.cli", path, *words], capture_output=True, text=True)
        return done.returncode, done.stdout

    assert run("add", "1", "Emma") == (0, "")
    assert run("reserve", "1", "bo")[0] == 1
    assert run("lend", "1", "ada") == (0, "")
    assert run("reserve", "1", "bo") == (0, "")
    assert run("reserve", "1", "cy") == (0, "")
    assert run("cancel", "1", "bo") == (0, "")
    assert run("cancel", "1", "bo")[0] == 1
    assert run("list") == (0, "1 Emma (ada)\n")
    assert run("return", "1") == (0, "next: cy\n")
    assert run("lend", "1", "di")[0] == 1
    assert run("lend", "1", "cy") == (0, "")
    assert run("return", "1") == (0, "")
