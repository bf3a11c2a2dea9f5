"""Settles balances with few payments."""


def settle(balances: dict[str, int]) -> list[tuple[str, str, int]]:
    """Payments (from, to, cents) after which every balance is 0; negative balances owe."""
    if sum(balances.values()) != 0:
        raise ValueError("balances do not sum up to 0")
    owing = sorted((cents, name) for name, cents in balances.items() if cents < 0)
    owed = sorted(((cents, name) for name, cents in balances.items() if cents > 0), reverse=True)
    payments = []
    while owing:
        debt, debtor = owing.pop(0)
        credit, creditor = owed.pop(0)
        paid = min(-debt, credit)
        payments.append((debtor, creditor, paid))
        if debt + paid < 0:
            owing.insert(0, (debt + paid, debtor))
        if credit - paid > 0:
            owed.insert(0, (credit - paid, creditor))
    return payments
