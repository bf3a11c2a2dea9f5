from shipping.money import Money
from shipping.prices import packaging
from shipping.quote import Parcel, quote
from shipping.tariff import parse_tariff

TARIFF = "zone1 4.90\nzone2 9\n"


def test_quote():
    parcels = [Parcel("zone1", 1200), Parcel("zone2", 10, Money(20000))]
    assert str(quote(parse_tariff(TARIFF), parcels)) == "22.80"


def test_packaging():
    assert packaging("box") == Money(190)
    assert packaging("none") == Money(0)
