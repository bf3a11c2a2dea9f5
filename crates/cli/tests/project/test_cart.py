"""Prints what unittest would, without times and absolute paths: the same each time, wherever it runs."""

import os
import sys
import traceback

from cart import total


def test_sums_the_prices():
    assert total([2, 3]) == 5, f"the total is {total([2, 3])}"


def test_takes_the_discount_off():
    assert total([10], 2) == 8, f"the total is {total([10], 2)}"


def test_grows_with_each_price():
    assert total([2, 3]) > total([2])


def run(test):
    try:
        test()
        return True
    except Exception as error:
        print("=" * 70 + f"\nFAIL: {test.__name__} (test_cart)\n" + "-" * 70)
        print("Traceback (most recent call last):")
        for frame in traceback.extract_tb(error.__traceback__)[1:]:
            place = f'File "{os.path.basename(frame.filename)}", line {frame.lineno}'
            print(f"  {place}, in {frame.name}\n    {frame.line}")
        print(f"{type(error).__name__}: {error}\n")
        return False


tests = [test_sums_the_prices, test_takes_the_discount_off, test_grows_with_each_price]
failed = [run(test) for test in tests].count(False)
print("-" * 70 + f"\nRan {len(tests)} tests in 0.000s\n")
print(f"FAILED (failures={failed})" if failed else "OK")
sys.exit(1 if failed else 0)
