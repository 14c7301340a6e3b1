"""Recognising totals that stand among their parts, so that nothing is summed twice."""

from collections.abc import Mapping, Sequence

import numpy as np

from samhandling.economy.results import Bools, Floats

TOTAL_WORDS = frozenset({"total", "totalt", "totals", "tot", "samtliga", "summa", "sum", "all", "alla", "riket", "nation", "hela riket"})
_TOLERANCE = 1e-9


def is_total_word(code: str) -> bool:
    """The code itself says that it is a total."""
    return code.strip().casefold() in TOTAL_WORDS


def totals_among(codes: Sequence[str], cells: Floats, unknown: Bools | None) -> dict[str, tuple[str, ...]]:
    """Codes that are totals of others, with their parts. `cells` (codes, two other axes), `unknown` of the same shape.

    Three signs: the word itself; a number that begins the numbers of finer ones and is nowhere less than their sum; a row that
    equals the sum of all others everywhere.
    """
    found = {code: tuple(other for other in codes if other != code) for code in codes if is_total_word(code)}
    found |= {parent: tuple(codes[child] for child in children) for parent, children in _ancestors(codes, cells, unknown).items()}
    rest = [place for place, code in enumerate(codes) if code not in found]
    whole = _sum_of_all_others(cells[rest] if found else cells, unknown)
    if whole is not None:
        found[codes[rest[whole]]] = tuple(codes[place] for place in rest if place != rest[whole])
    return found


def levels_of(codes: Sequence[str]) -> dict[str, list[str]]:
    """Codes by what kind they are: a section's letter, or a number with so many digits. Empty when any code is of another kind."""
    levels: dict[str, list[str]] = {}
    for code in codes:
        digits = code.replace(".", "")
        if digits and not digits.strip("0"):
            continue  # "00" or "00000": industry not known, the same at every level
        if len(digits) == 1 and digits.isalpha() and digits.isupper():
            levels.setdefault("section letter", []).append(code)
        elif digits.isdigit() and len(digits) >= 2:
            levels.setdefault(f"{len(digits)} digits", []).append(code)
        else:
            return {}
    return {} if _is_numbering(codes) else levels


def _is_numbering(codes: Sequence[str]) -> bool:
    """1, 2, 3 and so on, or from 0: row numbers, not a hierarchy."""
    if not all(code.isdigit() for code in codes):
        return False
    numbers = sorted(int(code) for code in codes)
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and any(code == str(int(code)) for code in codes)


def _ancestors(codes: Sequence[str], cells: Floats, unknown: Bools | None) -> Mapping[str, list[int]]:
    digits = [code.replace(".", "") for code in codes]
    lengths = {len(text) for text in digits if text.isdigit()}
    if len(lengths) < 2 or _is_numbering(codes):
        return {}
    beginnings: dict[str, list[int]] = {}
    for place, text in enumerate(digits):
        if text.isdigit():
            for length in lengths:
                if 2 <= length < len(text):
                    beginnings.setdefault(text[:length], []).append(place)
    found: dict[str, list[int]] = {}
    for place, text in enumerate(digits):
        children = beginnings.get(text, []) if text.isdigit() else []
        if children and _covers(place, children, cells, unknown):
            found[codes[place]] = children
    return found


def _covers(place: int, children: list[int], cells: Floats, unknown: Bools | None) -> bool:
    parts = cells[children].sum(axis=0)
    known = True if unknown is None else ~unknown[place]
    return bool(parts.sum() > 0 and np.all((cells[place] >= parts * (1 - _TOLERANCE)) | ~np.asarray(known)))


def _sum_of_all_others(cells: Floats, unknown: Bools | None) -> int | None:
    """A row that is everywhere the sum of all others. Asked only of three rows or more, with nothing unknown."""
    if len(cells) < 3 or unknown is not None:
        return None
    sums = cells.sum(axis=(1, 2))
    first = int(np.argmax(sums))
    if sums[first] <= 0 or abs(2 * sums[first] - sums.sum()) > _TOLERANCE * sums.sum():
        return None
    if not np.allclose(2 * cells[first], cells.sum(axis=0), rtol=_TOLERANCE, atol=0):
        return None
    # A region with one industry equals the sum of its others by itself; it takes two places with two parts to be a total.
    parts = np.count_nonzero(np.delete(cells, first, axis=0), axis=0)
    return first if np.count_nonzero(parts >= 2) >= 2 else None
