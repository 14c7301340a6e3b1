"""Specialisation, concentration and growth by hand: loops and fractions over plain lists, written from the definitions alone. `None`: not known."""

from collections.abc import Sequence
from fractions import Fraction
from math import log, sqrt

Cell = int | None
Row = Sequence[Cell]
Table = Sequence[Row]
Number = Fraction | float


def turned(table: Table) -> list[list[Cell]]:
    """Columns as rows."""
    return [list(column) for column in zip(*table, strict=True)]


def whole_of(table: Table) -> list[int]:
    """Each column's sum over what is known."""
    return [sum(cell for cell in column if cell is not None) for column in turned(table)]


def known(row: Row) -> list[int] | None:
    """The row where all of it is known and something is there."""
    cells = [cell for cell in row if cell is not None]
    return cells if len(cells) == len(row) and sum(cells) > 0 else None


def quotient(table: Table, r: int, i: int) -> Fraction | None:
    """(e_ir / e_r) / (E_i / E)."""
    row, whole = known(table[r]), whole_of(table)
    if row is None or whole[i] == 0:
        return None
    return Fraction(row[i], sum(row)) / Fraction(whole[i], sum(whole))


def shares(parts: Sequence[int]) -> list[Fraction]:
    """Each part of the sum."""
    return [Fraction(part, sum(parts)) for part in parts]


def krugman(parts: Sequence[int], reference: Sequence[int]) -> Number:
    """Sum of the absolute differences of shares."""
    return sum((abs(s - r) for s, r in zip(shares(parts), shares(reference), strict=True)), Fraction(0))


def hoover(parts: Sequence[int], reference: Sequence[int]) -> Number:
    """Half of it."""
    return krugman(parts, reference) / 2


def gini(parts: Sequence[int], reference: Sequence[int]) -> Number:
    """The mean difference of any two quotients over twice their mean, parts that the reference lacks left out."""
    quotients = [s / r for s, r in zip(shares(parts), shares(reference), strict=True) if r]
    pairs = sum((abs(one - other) for one in quotients for other in quotients), Fraction(0))
    return pairs / (2 * len(quotients) * sum(quotients, Fraction(0)))


def lorenz_gini(parts: Sequence[int], reference: Sequence[int]) -> Number:
    """The area between the diagonal and the curve, twice: each pair of parts weighed by what they are of the reference."""
    pairs = [(s, r) for s, r in zip(shares(parts), shares(reference), strict=True) if r]
    return sum((abs(s * q - t * r) for s, r in pairs for t, q in pairs), Fraction(0)) / 2


def herfindahl(parts: Sequence[int], _: Sequence[int]) -> Number:
    """Sum of squares."""
    return sum((s * s for s in shares(parts)), Fraction(0))


def normalised_herfindahl(parts: Sequence[int], _: Sequence[int]) -> Number | None:
    """From 0 for all alike to 1 for one alone."""
    n = len(parts)
    return None if n == 1 else (herfindahl(parts, _) - Fraction(1, n)) / (1 - Fraction(1, n))


def equivalent_number(parts: Sequence[int], _: Sequence[int]) -> Number:
    """How many alike would give the same."""
    return 1 / herfindahl(parts, _)


def entropy(parts: Sequence[int], _: Sequence[int]) -> Number:
    """In bits."""
    return -sum(float(s) * log(s, 2) for s in shares(parts) if s)


def hachman(parts: Sequence[int], reference: Sequence[int]) -> Number:
    """One over the mean quotient, weighed by the own shares."""
    return 1 / sum((s * s / r for s, r in zip(shares(parts), shares(reference), strict=True) if r), Fraction(0))


def theil_t(parts: Sequence[int], reference: Sequence[int]) -> Number:
    """In nats."""
    return sum(float(s) * log(s / r) for s, r in zip(shares(parts), shares(reference), strict=True) if s)


def theil_l(parts: Sequence[int], reference: Sequence[int]) -> Number | None:
    """In nats; none where a part is lacking that the reference has."""
    pairs = [(s, r) for s, r in zip(shares(parts), shares(reference), strict=True) if r]
    return None if any(not s for s, _ in pairs) else sum(float(r) * log(r / s) for s, r in pairs)


def variety(parts: Sequence[int], groups: Sequence[str]) -> tuple[float, float]:
    """(between groups, within them), bits: the entropy of each group by itself, weighed by the group."""
    between, within, whole = 0.0, 0.0, sum(parts)
    for group in sorted(set(groups)):
        own = [part for part, name in zip(parts, groups, strict=True) if name == group]
        if sum(own):
            between -= sum(own) / whole * log(sum(own) / whole, 2)
            within += sum(own) / whole * float(entropy(own, own))
    return between, within


def wilson(cell: int, total: int, z: float) -> tuple[float, float]:
    """Bounds of a share."""
    p = cell / total
    middle, room = p + z * z / (2 * total), z * sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return (middle - room) / (1 + z * z / total), (middle + room) / (1 + z * z / total)


def ellison_glaeser(spread: Sequence[int], reference: Sequence[int], h: Fraction) -> Fraction | None:
    """(G - (1 - sum x²) H) / ((1 - sum x²)(1 - H)), as the authors write it."""
    s, x = shares(spread), shares(reference)
    gap, free = sum(((a - b) ** 2 for a, b in zip(s, x, strict=True)), Fraction(0)), 1 - sum((b * b for b in x), Fraction(0))
    return None if free == 0 or h == 1 else (gap - free * h) / (free * (1 - h))


def co_agglomeration(spreads: Sequence[Sequence[int]], reference: Sequence[int], h: Sequence[Fraction]) -> Fraction | None:
    """Ellison & Glaeser's equation 7, term by term."""
    everyone = sum(map(sum, spreads))
    w = [Fraction(sum(spread), everyone) for spread in spreads]
    together = [sum(cells) for cells in zip(*spreads, strict=True)]
    x = shares(reference)
    free = 1 - sum((b * b for b in x), Fraction(0))
    own = [ellison_glaeser(spread, reference, one) for spread, one in zip(spreads, h, strict=True)]
    if free == 0 or any(one is None for one in own):
        return None
    gap = sum(((a - b) ** 2 for a, b in zip(shares(together), x, strict=True)), Fraction(0)) / free
    plants = sum((a * a * b for a, b in zip(w, h, strict=True)), Fraction(0))
    alone = sum((g * a * a * (1 - b) for g, a, b in zip(own, w, h, strict=True) if g is not None), Fraction(0))
    return (gap - plants - alone) / (1 - sum((a * a for a in w), Fraction(0)))


def gathered_together(one: Sequence[int], other: Sequence[int], reference: Sequence[int]) -> Fraction:
    """Pairwise co-agglomeration."""
    s, t, x = shares(one), shares(other), shares(reference)
    return sum(((a - c) * (b - c) for a, b, c in zip(s, t, x, strict=True)), Fraction(0)) / (1 - sum((c * c for c in x), Fraction(0)))
