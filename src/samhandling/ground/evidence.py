"""Evidence: a shown quantity with its unit, its rule and the rows that give it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from samhandling.ground.money import total_of
from samhandling.ground.said import Said

Value = TypeVar("Value", bound=int | Fraction | Decimal)


@dataclass(frozen=True, slots=True)
class Row:
    """One row behind a number: which initiative (or other thing), and its part where the number is a sum."""

    id: str
    part: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Evidence(Generic[Value]):
    """A quantity that can be opened. A count's rows are what was counted; a sum's rows carry the parts that add up to it."""

    value: Value
    unit: str
    rule: Said
    rows: tuple[Row, ...] = ()


def counted(ids: "tuple[str, ...] | list[str]", rule: Said, unit: str = "initiatives") -> Evidence[int]:
    """How many, and which."""
    return Evidence(len(ids), unit, rule, tuple(Row(key) for key in ids))


def summed(parts: "dict[str, Fraction]", rule: Said) -> Evidence[Fraction]:
    """How much (SEK), and what of it comes from where."""
    return Evidence(total_of(parts.values()), "SEK", rule, tuple(Row(key, part) for key, part in parts.items()))
