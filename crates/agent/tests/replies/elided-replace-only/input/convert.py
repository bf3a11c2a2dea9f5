def convert(rows, unit="m"):
    """Converts lengths to metres."""
    factors = {"m": 1.0, "cm": 0.01, "km": 1000.0}
    if unit not in factors:
        raise ValueError(unit)
    factor = factors[unit]
    result = []
    for row in rows:
        if row is None:
            continue
        result.append(row * factor)
    total = sum(result)
    return result, total


def show(rows):
    for row in rows:
        print(row)
