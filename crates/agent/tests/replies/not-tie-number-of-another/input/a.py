def first(x):
    y = x + 1
    return y


def second(x):
    y = x + 1
    return y


def gap(x):
    """Nothing of this is meant.

    It only keeps the others far away.
    """
    return x


class Third:
    def third(self, x):
        y = x + 1
        return y
