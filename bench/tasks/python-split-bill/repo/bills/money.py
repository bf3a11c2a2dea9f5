"""Amounts as text."""


def parse_cents(text: str) -> int:
    whole, _, fraction = text.strip().partition(".")
    if not whole.isdigit() or (fraction and not fraction.isdigit()) or len(fraction) > 2:
        raise ValueError(f"not an amount: {text!r}")
    return int(whole) * 100 + int(fraction.ljust(2, "0") or "0")


def format_cents(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
