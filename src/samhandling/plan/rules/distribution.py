"""Which focus areas an effort contributes to, and with what shares, from a cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from samhandling.files.tables import Cell
from samhandling.ground.said import Said
from samhandling.language.text import clean, fold
from samhandling.plan.rules.cells import Found, Unclear, Wrong, text_of
from samhandling.plan.rules.phrases import number_en, number_sv
from samhandling.plan.rules.record import Basis, Share
from samhandling.plan.rules.vocabulary import folded_set, word_set, words
from samhandling.plan.rules.world import World

_SHARE = r"(?:\s*[:=(]\s*(?P<minus>[-−])?(?P<bare>\d+(?:[.,]\d+)?)\s*(?P<percent>%|procent|percent)?\s*\)?|\s*\(?(?P<loose>\d+(?:[.,]\d+)?)\s*(?:%|procent|percent)\)?)?"
_ANY_CODE = re.compile(r"(?<![\w.,])[A-Za-zÅÄÖåäö]?\d{1,2}[.,]\d{1,2}(?![\w%]|[.,]\d)")
_PERCENT_FIRST = re.compile(r"^\s*\d+(?:[.,]\d+)?\s*(?:%|procent|percent)\s+\S")
_SEPARATORS = re.compile(r"[\s,;|/&+.()]+")


@dataclass(frozen=True, slots=True)
class Distribution:
    """Shares (sum at most 1, or all of them unknown) and what they rest on."""

    shares: tuple[Share, ...]
    basis: Basis

    @property
    def names_focus_area(self) -> bool:
        """At least one focus area was recognised."""
        return bool(self.shares)


_INSUFFICIENT = Distribution((), Basis.INSUFFICIENT)
_OUTSIDE = Distribution((), Basis.JUDGED)


class DistributionReader:
    """Reads cells of a contributions column by the strategy's own codes and names; remembers what it has read."""

    def __init__(self, world: World) -> None:
        areas = world.focus_areas
        self._codes = {area.code.replace(",", "."): area.code for area in areas}
        self._names = {fold(name): area.code for area in areas for name in area.names}
        self._frameworks = {word for framework in world.frameworks for name in framework.names for word in (fold(name),)}
        self._read: dict[str, Found[Distribution]] = {}
        codes = "|".join(re.escape(code).replace(r"\.", "[.,]") for code in sorted(self._codes, key=len, reverse=True)) or r"(?!)"
        self._written = re.compile(rf"(?<![\w.,])(?P<code>{codes})(?![\w]|[.,]\d)" + _SHARE)
        self._reversed = re.compile(
            rf"(?P<share>\d+(?:[.,]\d+)?)\s*(?:%|procent|percent)\s*(?:på|i|till|to|in|of)?\s*(?P<code>{codes})(?![\w]|[.,]\d)"
        )

    def read(self, cell: Cell) -> Found[Distribution]:
        """A cell. Empty, "?" and the like: insufficient. "Utanför": judged to be outside, no shares.

        One focus area without a share is the whole effort; several without shares keep `share=None`, with a doubt.
        Codes with a decimal comma, shares as percentages or decimals, and names without the verb that they begin with are understood.
        """
        text = clean(text_of(cell).replace("\n", "; "))
        if text not in self._read:
            self._read[text] = self._text(text)
        return self._read[text]

    def _text(self, text: str) -> Found[Distribution]:
        if text.casefold() in word_set("distribution", "insufficient"):
            return Found(_INSUFFICIENT)
        if named := self._by_name(fold(text)):
            return Found(Distribution((Share(named, Fraction(1)),), Basis.STATED))
        if _is_outside(text):
            return self._outside(text)
        pairs, rest = self._pairs(text)
        if not pairs:
            return Found(_INSUFFICIENT, _unrecognised(text))
        return self._distributed(text, pairs, rest)

    def _distributed(self, text: str, pairs: list[tuple[str, Fraction | None]], rest: str) -> Found[Distribution]:
        known = [share for _, share in pairs if share is not None]
        codes = [code for code, _ in pairs]
        if any(share < 0 for share in known) or sum(known) > 1:
            return Found(_INSUFFICIENT, wrong=_too_much(sum(known, Fraction(0))))
        if len(set(codes)) < len(codes):
            return Found(_INSUFFICIENT, wrong=_twice(next(code for code in codes if codes.count(code) > 1)))
        if len(pairs) == 1 and not known:
            pairs = [(codes[0], Fraction(1))]
        shares = tuple(Share(code, share) for code, share in pairs)
        unclear = None
        if any(share.share is None for share in shares):
            shares = tuple(Share(code, None) for code in codes)
            unclear = _without_shares(text, codes)
        if rest:
            unclear = _partly(text, rest)
        return Found(Distribution(shares, Basis.STATED), unclear)

    def _pairs(self, text: str) -> tuple[list[tuple[str, Fraction | None]], str]:
        """Focus areas with their shares in the order of the text, and what was not understood of it."""
        if _PERCENT_FIRST.match(text):
            found = [(self._code(one["code"]), _fraction(one["share"], percent=True)) for one in self._reversed.finditer(text)]
            if found:
                return list(found), _left(self._reversed.sub(" ", text))
        pairs = [(self._code(one["code"]), _share(one)) for one in self._written.finditer(text)]
        left = self._without_names(self._written.sub(" ", text), pairs)
        return pairs or self._names_in(text), left if pairs else ""

    def _without_names(self, left: str, pairs: list[tuple[str, Fraction | None]]) -> str:
        """ "1.3 Främja energiomställning": the name beside its code says nothing more."""
        folded = f" {fold(left)} "
        codes = {code for code, _ in pairs}
        for name, code in sorted(self._names.items(), key=lambda item: -len(item[0])):
            if code in codes:
                folded = folded.replace(f" {name} ", " ")
        return _left(left) if folded.strip() else ""

    def _names_in(self, text: str) -> list[tuple[str, Fraction | None]]:
        """Names of focus areas in a list of names."""
        found = [self._by_name(fold(piece)) for piece in re.split(r"[;|/]", text)]
        return [(code, None) for code in found if code] if all(found) else []

    def _code(self, written: str) -> str:
        return self._codes[written.replace(",", ".")]

    def _by_name(self, folded: str) -> str | None:
        """The focus area of a name, whole or without its first word ("Främja ...")."""
        if folded in self._names:
            return self._names[folded]
        fits = {code for name, code in self._names.items() if name.partition(" ")[2] == folded and " " in folded}
        return fits.pop() if len(fits) == 1 else None

    def _outside(self, text: str) -> Found[Distribution]:
        """Outside; a question mark or a focus area's code beside it is a question, another framework's number is not."""
        padded = f" {fold(text)} "
        frameworks = {*self._frameworks, *words("distribution", "framework_words")}
        elsewhere = any(f" {word} " in padded for word in frameworks)
        hesitates = "?" in text or (bool(self._written.search(text)) and not elsewhere)
        return Found(_OUTSIDE, _outside_but(text) if hesitates else None)


def _is_outside(text: str) -> bool:
    folded = fold(text)
    return any(folded == word or folded.startswith(word + " ") for word in folded_set("distribution", "outside"))


def _share(found: re.Match[str]) -> Fraction | None:
    if found["loose"]:
        return _fraction(found["loose"], percent=True)
    if not found["bare"]:
        return None
    share = _fraction(found["bare"], percent=bool(found["percent"]))
    return -share if found["minus"] else share


def _fraction(number: str, *, percent: bool) -> Fraction:
    """A share; a whole number above 1 is a percentage also without its sign."""
    value = Fraction(number.replace(",", "."))
    return value / 100 if percent or (value > 1 and value.denominator == 1) else value


def _left(text: str) -> str:
    """What is left of a text when its codes and shares are taken out; words that only join them are nothing."""
    left = _SEPARATORS.sub(" ", text).strip(" -–:")
    return "" if set(fold(left).split()) <= folded_set("distribution", "joiners") else left


def codes_like(text: str) -> Iterator[str]:
    """What looks like codes of focus areas, known or not."""
    return (found.group() for found in _ANY_CODE.finditer(text))


def _without_shares(text: str, codes: list[str]) -> Unclear:
    said = Said(
        f'"{text}" nämner {number_sv(len(codes))} insatsområden utan andelar. Vi gissar inga andelar; fördelningen är okänd tills någon anger den.',
        f'"{text}" names {number_en(len(codes))} focus areas without shares. We guess no shares; the distribution is unknown until somebody states it.',
    )
    return Unclear("areas_without_shares", said, ("unknown", "shares"))


def _outside_but(text: str) -> Unclear:
    said = Said(
        f'Insatsområdet står som "{text}". Vi läser det som utanför strategins insatsområden och räknar inget av det som nämns med frågetecken.',
        f'The focus area is written "{text}". We read it as outside the focus areas of the strategy and count nothing that is in question.',
    )
    return Unclear("outside_with_question", said, ("outside", "shares"))


def _partly(text: str, rest: str) -> Unclear:
    said = Said(
        f'I "{text}" förstår vi inte "{rest}". Övriga insatsområden i cellen är lästa.',
        f'In "{text}" we do not understand "{rest}". The other focus areas in the cell have been read.',
    )
    return Unclear("contribution_unclear", said, ("as_read", "shares"))


def _unrecognised(text: str) -> Unclear:
    code = next(codes_like(text), None)
    said = Said(
        f'"{text}" är inget av strategins insatsområden. Vi skriver att underlaget inte räcker.',
        f'"{text}" is none of the focus areas of the strategy. We write that the basis is insufficient.',
    )
    return Unclear("focus_area_unknown" if code else "contribution_unclear", said, ("insufficient", "shares"))


def _too_much(total: Fraction) -> Wrong:
    percent = float(total * 100)
    return Wrong(
        Said(
            f"Andelar som är noll eller större och tillsammans högst 100 procent; här blir de {percent:g} procent.",
            f"Shares that are zero or more and together at most 100 per cent; here they make {percent:g} per cent.",
        ),
        Said(
            "Rätta andelarna i filen. Det som inte fördelas räknas som utanför.",
            "Correct the shares in the file. What is not distributed counts as outside.",
        ),
    )


def _twice(code: str) -> Wrong:
    return Wrong(
        Said(f"Varje insatsområde en gång; {code} står två gånger.", f"Each focus area once; {code} stands twice."),
        Said("Slå ihop andelarna till en.", "Put the shares together into one."),
    )
