def convert(rows, unit="m"):
    """Converts lengths to metres."""
    factors = {"m": 1.0, "cm": 0.01, "mm": 0.001}
    if unit not in factors:
        raise ValueError(unit)
    factor = factors[unit]
    result = []
    for row in rows:
        if not row:
            continue
        result.append(row * factor)
    total = sum(result)
    return result, round(total, 6)


def show(rows):
    for row in rows:
        print(row)
