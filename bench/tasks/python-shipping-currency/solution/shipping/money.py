from dataclasses import dataclass


@dataclass(frozen=True)
class Money:
    cents: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.cents + other.cents, self.currency)

    def __mul__(self, factor: int) -> "Money":
        return Money(self.cents * factor, self.currency)

    def percent(self, rate: int) -> "Money":
        return Money((self.cents * rate + 50) // 100, self.currency)

    def __str__(self) -> str:
        return f"{self.cents // 100}.{self.cents % 100:02d} {self.currency}"


def parse_money(text: str, currency: str) -> Money:
    whole, _, fraction = text.partition(".")
    return Money(int(whole) * 100 + int(fraction.ljust(2, "0") or 0), currency)
