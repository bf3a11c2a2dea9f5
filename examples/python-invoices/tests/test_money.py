from decimal import Decimal

from invoices.money import percent_of, split, to_cents


def test_half_a_cent_is_rounded_up():
    assert to_cents(Decimal("2.345")) == Decimal("2.35")


def test_percentages_are_rounded_to_the_cent():
    assert percent_of(Decimal("9.99"), Decimal(5)) == Decimal("0.50")


def test_shares_add_up_to_the_amount():
    assert split(Decimal("10.00"), [Decimal(1)] * 3) == [Decimal("3.33"), Decimal("3.34"), Decimal("3.33")]


def test_a_weight_of_zero_gets_no_share():
    assert split(Decimal("0.05"), [Decimal(0), Decimal(2), Decimal(2)]) == [0, Decimal("0.03"), Decimal("0.02")]
