import subprocess
import sys

from contacts.book import Book

TEXT = "Name,Mobile,E-Mail\nÖzlem Kaya,123,\nbo,,bo@example.com\n"


def write(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_with_a_byte_order_mark(tmp_path):
    path = write(tmp_path, "o.csv", b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert Book.open(path).listing() == "bo: bo@example.com\nÖzlem Kaya: 123"
    assert [c.phone for c in Book.open(path).search("kaya özlem")] == ["123"]


def test_without(tmp_path):
    path = write(tmp_path, "t.csv", TEXT.encode())
    assert Book.open(path).listing() == "bo: bo@example.com\nÖzlem Kaya: 123"


def test_both_and_the_program(tmp_path):
    first = write(tmp_path, "a.csv", b"\xef\xbb\xbfname,phone\nAda,1\n")
    second = write(tmp_path, "b.csv", b"phone,name\n2,Bea\n")
    assert Book.open(first, second).listing() == "Ada: 1\nBea: 2"
    done = subprocess.run([sys.executable, "main.py", str(first), "ada"], capture_output=True, text=True)
    assert done.stdout == "Ada: 1\n"
