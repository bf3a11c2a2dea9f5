"""The products that can be ordered."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from invoices.taxes import TaxClass


class UnknownProduct(KeyError):
    """No product has this number."""


@dataclass(frozen=True)
class Product:
    """Something for sale; `price` is for one unit, before tax."""

    sku: str
    name: str
    price: Decimal
    tax_class: TaxClass = TaxClass.STANDARD


class Catalogue:
    """Products by their number."""

    def __init__(self, products: Iterable[Product]) -> None:
        self._products: dict[str, Product] = {}
        for product in products:
            if product.sku in self._products:
                raise ValueError(f"{product.sku} is in the catalogue twice")
            self._products[product.sku] = product

    def find(self, sku: str) -> Product:
        """Returns the product with number `sku`."""
        try:
            return self._products[sku]
        except KeyError:
            raise UnknownProduct(sku) from None
