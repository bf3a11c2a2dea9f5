import pytest

from bills import format_cents, parse_cents, settle, split
from bills.split import split as same


@pytest.mark.parametrize("total, weights, shares", [
    (100, [1, 1, 1], [34, 33, 33]),
    (200, [1, 1, 1], [67, 67, 66]),
    (100, [1], [100]),
    (0, [3, 4], [0, 0]),
    (10, [0, 1, 0], [0, 10, 0]),
    (1, [1, 2], [0, 1]),
    (7, [2, 3, 5], [1, 2, 4]),
    (5, [1, 1], [3, 2]),
    (11, [6, 3, 1], [7, 3, 1]),
    (10**30 + 1, [1, 1], [5 * 10**29 + 1, 5 * 10**29]),
])
def test_split(total, weights, shares):
    given = list(weights)
    assert split(total, weights) == shares
    assert weights == given


@pytest.mark.parametrize("total, weights", [(5, []), (5, [0, 0]), (5, [2, -1]), (-1, [1])])
def test_refused(total, weights):
    with pytest.raises(ValueError):
        split(total, weights)


def test_the_rest():
    assert same is split
    assert settle({"a": -5, "b": 5}) == [("a", "b", 5)]
    assert format_cents(parse_cents("1")) == "1.00"
