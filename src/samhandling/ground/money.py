"""Money: exact rationals inside, rounded once, at presentation.

Amounts are kronor as `Fraction`. Unknown is `None`, never 0.
"""

from collections.abc import Hashable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor
from typing import TypeVar

Sek = Fraction
Key = TypeVar("Key", bound=Hashable)

ORE = 100
ZERO = Fraction(0)


def to_ore(amount: Fraction) -> Decimal:
    """`amount` in kronor, rounded half up to the öre. For a single figure; parts of a sum go through `settle`."""
    sign = -1 if amount < 0 else 1
    ore = floor(abs(amount) * ORE + Fraction(1, 2))
    return (Decimal(sign * ore) / ORE).quantize(Decimal("0.01"))


def settle(parts: Mapping[Key, Fraction], shown: Decimal | None = None) -> dict[Key, Decimal]:
    """Round parts to the öre so that they add up to their rounded total (largest remainder).

    The total is `shown`, where the sum already stands rounded beside other sums, else the half-up rounding of the exact sum. An öre that is left over goes to the parts with the largest
    remainders; between equals, to the one that stands first in `parts`.
    Source: Hamilton's method (largest remainder), as in Balinski & Young, Fair Representation (1982).
    """
    scaled = {key: amount * ORE for key, amount in parts.items()}
    floors = {key: floor(amount) for key, amount in scaled.items()}
    total = int((to_ore(total_of(parts.values())) if shown is None else shown) * ORE)
    left = total - sum(floors.values())
    order = sorted(scaled, key=lambda key: floors[key] - scaled[key])
    for key in order[:left] if left >= 0 else []:
        floors[key] += 1
    return {key: (Decimal(ore) / ORE).quantize(Decimal("0.01")) for key, ore in floors.items()}


def total_of(amounts: Iterable[Fraction]) -> Fraction:
    """The exact sum; many times faster than `sum`, as amounts of one denominator are added as whole numbers."""
    by_denominator: dict[int, int] = {}
    for amount in amounts:
        below = amount.denominator
        by_denominator[below] = by_denominator.get(below, 0) + amount.numerator
    return sum((Fraction(above, below) for below, above in by_denominator.items()), ZERO)


def exact(text: str | int | Decimal) -> Fraction:
    """A decimal written by a machine ("0.15", 250000) as an exact rational. Raises ValueError."""
    return Fraction(str(text))


def in_millions(amount: Fraction) -> Decimal:
    """Kronor as mnkr with one decimal, half up."""
    return Decimal(floor(amount / 100_000 + Fraction(1, 2))).scaleb(-1).quantize(Decimal("0.1"), ROUND_HALF_UP)
