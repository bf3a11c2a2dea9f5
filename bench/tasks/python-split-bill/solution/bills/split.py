"""Divides amounts."""


def split(total_cents: int, weights: list[int]) -> list[int]:
    """Shares by weight that sum up to the total; what rounding leaves goes to the largest remainders."""
    if total_cents < 0 or any(weight < 0 for weight in weights):
        raise ValueError("neither the total nor a weight may be negative")
    whole = sum(weights)
    if whole == 0:
        raise ValueError("no weight is above 0")
    shares = [total_cents * weight // whole for weight in weights]
    lost = [total_cents * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda index: -lost[index])
    for index in order[: total_cents - sum(shares)]:
        shares[index] += 1
    return shares
