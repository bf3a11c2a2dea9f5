from decimal import Decimal

import pytest

from invoices.discounts import Tier, discount, rate_for


@pytest.mark.parametrize(("quantity", "rate"), [(1, 0), (9, 0), (12, 5), (75, 10), (1000, 15)])
def test_more_units_earn_a_better_rate(quantity, rate):
    assert rate_for(quantity) == rate


def test_the_order_of_tiers_does_not_matter():
    tiers = [Tier(20, Decimal(8)), Tier(5, Decimal(3))]
    assert rate_for(30, tiers) == 8


def test_an_empty_line_is_refused():
    with pytest.raises(ValueError, match="at least one unit"):
        rate_for(0)


def test_the_discount_is_an_amount():
    assert discount(Decimal("4.35"), 12) == Decimal("2.61")
