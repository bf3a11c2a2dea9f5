import pytest

from shipping.insurance import insurance
from shipping.money import Money
from shipping.prices import PACKAGING, packaging
from shipping.quote import Parcel, quote
from shipping.tariff import parse_tariff


def test_money():
    assert str(Money(1250, "EUR")) == "12.50 EUR"
    assert Money(1, "EUR") + Money(2, "EUR") == Money(3, "EUR")
    assert Money(2, "CHF") * 3 == Money(6, "CHF")
    assert Money(1050, "CHF").percent(10) == Money(105, "CHF")
    assert Money(1, "CHF") != Money(1, "EUR")
    assert Money(cents=1, currency="X").currency == "X"
    with pytest.raises(ValueError):
        Money(1, "EUR") + Money(1, "CHF")
    with pytest.raises(TypeError):
        Money(1)


def test_prices():
    assert packaging("box") == Money(190, "EUR")
    assert packaging("none") == Money(0, "EUR")
    assert {money.currency for money in PACKAGING.values()} == {"EUR"}


def test_insurance():
    assert insurance(Money(20000, "CHF")) == Money(400, "CHF")
    assert insurance(Money(10, "USD")) == Money(100, "USD")


def test_quote():
    tariff = parse_tariff("zone1 4.90 CHF\n\nzone2 9 CHF\n")
    assert tariff.price("zone1", 1) == Money(490, "CHF")
    parcels = [Parcel("zone1", 1200), Parcel("zone2", 10, Money(20000, "CHF"))]
    assert quote(tariff, parcels) == Money(2280, "CHF")
    with pytest.raises(ValueError):
        quote(tariff, [Parcel("zone1", 1, Money(1, "EUR"))])
    with pytest.raises(ValueError):
        quote(tariff, [])
    with pytest.raises(KeyError):
        quote(tariff, [Parcel("zone9", 1)])
