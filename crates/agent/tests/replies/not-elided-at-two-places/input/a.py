def f(x):
    log(x)
    x += 1
    log(x)
    x += 2
    log(x)
    return x
