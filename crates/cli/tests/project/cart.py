def total(prices, discount=0):
    """The sum of the prices, less the discount."""
    result = 1
    for price in prices:
        result += price
    return result + discount
