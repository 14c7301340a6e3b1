"""Growth taken apart by hand, cell by cell in fractions, written from the authors' definitions. `None`: not known."""

from collections.abc import Sequence
from fractions import Fraction

Pair = tuple[int, int]
Pairs = Sequence[Sequence[Pair | None]]
Terms = dict[str, Fraction]


def reference_of(pairs: Pairs) -> list[Pair]:
    """All regions' jobs by industry at the start and at the end, over cells known in both."""
    columns = [[pair for pair in column if pair is not None] for column in zip(*pairs, strict=True)]
    return [(sum(start for start, _ in column), sum(end for _, end in column)) for column in columns]


def rate(pair: Pair) -> Fraction:
    """Growth of what is not nothing."""
    return Fraction(pair[1] - pair[0], pair[0])


def dunn(pair: Pair, own: Pair, every: Pair) -> Terms:
    """One cell; `own`: the industry everywhere, `every`: all of it."""
    start, end = pair
    national = start * rate(every)
    mix = start * (rate(own) - rate(every)) if start else Fraction(0)
    return {"national": national, "mix": mix, "regional": end - start - national - mix}


def dunn_in(pair: Pair, own: Pair, every: Pair, _: Pair) -> Terms:
    """The same, asked as the others are: what the region has in all changes nothing."""
    return dunn(pair, own, every)


def esteban(pair: Pair, own: Pair, every: Pair, region: Pair) -> Terms:
    """Dunn's regional term by what the industry would be were the region built as the whole."""
    terms = dunn(pair, own, every)
    regional = terms.pop("regional")
    built = Fraction(region[0] * own[0], every[0])
    competitive = built * (rate(pair) - rate(own)) if pair[0] else Fraction(0)
    return {**terms, "competitive": competitive, "allocation": regional - competitive}


def arcelus(pair: Pair, own: Pair, every: Pair, region: Pair) -> Terms:
    """Four terms in place of Dunn's regional one; a new industry's jobs stand under the last."""
    terms = dunn(pair, own, every)
    regional = terms.pop("regional")
    built = Fraction(region[0] * own[0], every[0])
    faster = rate(region) - rate(every)
    beside = (rate(pair) - rate(region)) - (rate(own) - rate(every)) if pair[0] else Fraction(0)
    first, second, third = built * faster, (pair[0] - built) * faster, built * beside
    last = (pair[0] - built) * beside if pair[0] else regional - first - second
    return {
        **terms,
        "regional_growth": first,
        "regional_growth_allocation": second,
        "regional_mix": third,
        "regional_mix_allocation": last,
    }


def gerfin(row: Sequence[Pair], reference: Sequence[Pair]) -> tuple[Fraction, Fraction, Fraction] | None:
    """(structure, location, total) of a region."""
    start, end = sum(a for a, _ in row), sum(b for _, b in row)
    every = (sum(a for a, _ in reference), sum(b for _, b in reference))
    as_all = sum((pair[0] * (1 + rate(own)) for pair, own in zip(row, reference, strict=True) if pair[0]), Fraction(0))
    if start == 0 or as_all == 0:
        return None
    return as_all / start / Fraction(every[1], every[0]), Fraction(end) / as_all, Fraction(end, start) / Fraction(every[1], every[0])


def against(row: Sequence[Pair], reference: Sequence[Pair], *, by_industry: bool) -> Fraction | None:
    """(change - expected) / |expected| of a region."""
    start, end = sum(a for a, _ in row), sum(b for _, b in row)
    every = (sum(a for a, _ in reference), sum(b for _, b in reference))
    if by_industry:
        expected = sum((pair[0] * rate(own) for pair, own in zip(row, reference, strict=True) if pair[0]), Fraction(0))
    else:
        expected = start * rate(every)
    return None if start == 0 or expected == 0 else (end - start - expected) / abs(expected)
