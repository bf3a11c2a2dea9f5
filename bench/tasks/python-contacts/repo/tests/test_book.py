from contacts.book import Book


def test_a_typed_file(tmp_path):
    path = tmp_path / "contacts.csv"
    path.write_text("Name,Phone\nÖzlem Kaya,123\n", encoding="utf-8")
    assert Book.open(path).listing() == "Özlem Kaya: 123"
    assert len(Book.open(path).search("özlem")) == 1
