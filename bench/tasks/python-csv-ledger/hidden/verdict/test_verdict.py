from bookkeeping.importer import balance, by_tag, import_statement
from bookkeeping.parse import cents

JANUARY = "# bank\n31.01.2024;Salary;2.000,00\n02.01.2024;Rent;-800,00\n"
FEBRUARY = "01.02.2024;Bakery Meier;-4,5\n"


def test_independent():
    first, second = import_statement(JANUARY), import_statement(FEBRUARY)
    assert first is not second
    assert list(first) == ["2024-01"] and list(second) == ["2024-02"]
    assert balance(import_statement(JANUARY)) == 120000
    assert balance(import_statement("")) == 0


def test_a_given_ledger_is_added_to():
    ledger = {}
    result = import_statement(JANUARY, ledger)
    assert result is ledger
    import_statement(FEBRUARY, ledger)
    import_statement("01.01.2024;Misc;0,01", ledger=ledger)
    assert balance(ledger) == 120000 - 450 + 1
    assert [entry.text for entry in ledger["2024-01"]] == ["Misc", "Rent", "Salary"]
    assert by_tag(ledger) == {"housing": -80000, "work": 200000, "food": -450, "other": 1}


def test_cents():
    assert [cents(text) for text in ("-1.234,50", "3", "0,05", "+7,1")] == [-123450, 300, 5, 710]
