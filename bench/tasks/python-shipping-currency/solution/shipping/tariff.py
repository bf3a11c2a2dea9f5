"""Tariffs: a price per started kilogram for each zone."""

from shipping.money import Money, parse_money


class Tariff:
    def __init__(self, zones: dict[str, Money]):
        self._zones = zones

    def price(self, zone: str, grams: int) -> Money:
        if zone not in self._zones:
            raise KeyError(f"no such zone: {zone}")
        kilograms = max(1, -(-grams // 1000))
        return self._zones[zone] * kilograms


def parse_tariff(text: str) -> Tariff:
    zones = {}
    for line in text.splitlines():
        if line.strip():
            zone, price, currency = line.split()
            zones[zone] = parse_money(price, currency)
    return Tariff(zones)
