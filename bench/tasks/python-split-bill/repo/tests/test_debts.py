from bills import format_cents, parse_cents, settle


def test_settle():
    assert settle({"a": -300, "b": 100, "c": 200}) == [("a", "c", 200), ("a", "b", 100)]


def test_money():
    assert format_cents(parse_cents("12.5")) == "12.50"
