from bookkeeping.importer import balance, by_tag, import_statement

JANUARY = "# bank\n31.01.2024;Salary;2.000,00\n02.01.2024;Rent;-800,00\n"
FEBRUARY = "01.02.2024;Bakery Meier;-4,5\n"


def test_one_statement():
    ledger = import_statement(JANUARY)
    assert [entry.text for entry in ledger["2024-01"]] == ["Rent", "Salary"]


def test_statements_of_two_accounts():
    first = import_statement(JANUARY)
    second = import_statement(FEBRUARY)
    assert balance(first) == 120000
    assert balance(second) == -450
    assert by_tag(second) == {"food": -450}
