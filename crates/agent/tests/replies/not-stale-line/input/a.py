def total(cart):
    amount = cart.sum()
    amount += shipping(cart.weight)
    return amount
