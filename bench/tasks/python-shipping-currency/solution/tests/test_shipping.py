from shipping.money import Money
from shipping.prices import packaging
from shipping.quote import Parcel, quote
from shipping.tariff import parse_tariff

TARIFF = "zone1 4.90 EUR\nzone2 9 EUR\n"


def test_quote():
    parcels = [Parcel("zone1", 1200), Parcel("zone2", 10, Money(20000, "EUR"))]
    assert str(quote(parse_tariff(TARIFF), parcels)) == "22.80 EUR"


def test_packaging():
    assert packaging("box") == Money(190, "EUR")
    assert packaging("none") == Money(0, "EUR")
