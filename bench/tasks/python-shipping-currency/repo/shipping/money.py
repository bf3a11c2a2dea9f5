from dataclasses import dataclass


@dataclass(frozen=True)
class Money:
    cents: int

    def __add__(self, other: "Money") -> "Money":
        return Money(self.cents + other.cents)

    def __mul__(self, factor: int) -> "Money":
        return Money(self.cents * factor)

    def percent(self, rate: int) -> "Money":
        return Money((self.cents * rate + 50) // 100)

    def __str__(self) -> str:
        return f"{self.cents // 100}.{self.cents % 100:02d}"


def parse_money(text: str) -> Money:
    whole, _, fraction = text.partition(".")
    return Money(int(whole) * 100 + int(fraction.ljust(2, "0") or 0))
