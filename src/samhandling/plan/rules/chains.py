"""Chains: a pre-study, the project that it led to, its extension, its next phase. Proposed, never decided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise

from samhandling.ground.said import Said
from samhandling.plan.rules.record import InitiativeRecord, Kind
from samhandling.plan.rules.titles import folded_title
from samhandling.plan.rules.vocabulary import alternatives, folded_set, vocabulary, words

_DECIMAL_PHASE = re.compile(r"(?<=\w)\s+(\d)[.,]0\b")
_LEAST_LETTERS = 4


class ChainKind(StrEnum):
    """How the later project relates to the earlier."""

    PRE_STUDY = "pre_study"
    EXTENSION = "extension"
    NEXT_PHASE = "next_phase"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class ChainProposal:
    """`before` and `after` are ids; `reason` is a whole sentence."""

    before: str
    after: str
    kind: ChainKind
    reason: Said


@dataclass(frozen=True, slots=True)
class Stem:
    """A title without the words that tell its place in a chain, and what those words told."""

    words: tuple[str, ...]
    phase: int | None
    is_pre_study: bool
    is_extension: bool


def propose_chains(records: Sequence[InitiativeRecord]) -> list[ChainProposal]:
    """Pairs that seem to follow on one another; notes that name a case number go before likeness of titles.

    Titles: the same owner, the same stem, and one of them a pre-study, an extension or another phase, with dates that fit (the later one
    does not begin before the earlier). Notes: a phrase such as "följer på" right before the id of another record.
    """
    found: dict[tuple[str, str], ChainProposal] = {}
    for proposal in (*_from_notes(records), *_from_titles(records)):
        if (proposal.after, proposal.before) not in found:
            found.setdefault((proposal.before, proposal.after), proposal)
    return list(found.values())


def stem_of(title: str) -> Stem:
    """ "Förstudie - Energitjänster" → energitjänster, a pre-study; "Destination Dalarna, fas II" → destination dalarna, phase 2."""
    # A pre-study is said in one word or in two ("feasibility study").
    phased = _DECIMAL_PHASE.sub(r" fas \1", title) if ".0" in title or ",0" in title else title
    padded = f" {folded_title(phased)} "
    is_pre_study, padded = _without(padded, "pre_study")
    is_extension, padded = _without(padded, "extension")
    kept, phase = _without_phase(padded.split())
    while kept and kept[0] in folded_set("chains", "filler"):
        kept = kept[1:]
    while kept and kept[-1] in folded_set("chains", "filler"):
        kept = kept[:-1]
    return Stem(tuple(kept), phase, is_pre_study, is_extension)


@cache
def _place_words(key: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{alternatives(folded_set('chains', key))})(?= )")


def _without(padded: str, key: str) -> tuple[bool, str]:
    left = _place_words(key).sub(" ", padded)
    return left != padded, left


def _without_phase(kept: list[str]) -> tuple[list[str], int | None]:
    """Take out "fas 2", "etapp II", "fas1", or a last numeral of one figure."""
    marks = folded_set("chains", "phase")
    for index, word in enumerate(kept):
        glued = word.rstrip("0123456789")
        if word in marks and index + 1 < len(kept) and (number := _numeral(kept[index + 1])):
            return kept[:index] + kept[index + 2 :], number
        if glued in marks and glued != word:
            return kept[:index] + kept[index + 1 :], int(word[len(glued) :])
    if len(kept) > 1 and (number := _numeral(kept[-1])):
        return kept[:-1], number
    return kept, None


def _numeral(word: str) -> int | None:
    romans = words("chains", "romans")
    return int(word) if len(word) == 1 and word.isdigit() else romans.index(word) + 1 if word in romans else None


def _from_titles(records: Sequence[InitiativeRecord]) -> Iterator[ChainProposal]:
    blocks: dict[tuple[str, tuple[str, ...]], list[tuple[Stem, InitiativeRecord]]] = {}
    for record in records:
        stem = stem_of(record.title)
        if sum(map(len, stem.words)) >= _LEAST_LETTERS:
            for owner in record.owners:
                blocks.setdefault((owner, stem.words), []).append((stem, record))
    for block in blocks.values():
        if len(block) > 1:
            ordered = sorted(block, key=_order)
            for earlier, later in pairwise(ordered):
                if proposal := _between(earlier, later):
                    yield proposal


def _order(one: tuple[Stem, InitiativeRecord]) -> tuple[bool, int, bool, date, str]:
    stem, record = one
    return (not _is_pre_study(stem, record), stem.phase or 1, stem.is_extension, record.period.start or date.max, record.id)


def _is_pre_study(stem: Stem, record: InitiativeRecord) -> bool:
    return stem.is_pre_study or record.kind is Kind.PRE_STUDY


def _between(earlier: tuple[Stem, InitiativeRecord], later: tuple[Stem, InitiativeRecord]) -> ChainProposal | None:
    (stem, one), (other_stem, other) = earlier, later
    if one.period.start and other.period.start and other.period.start < one.period.start:
        return None
    if _is_pre_study(stem, one) and not _is_pre_study(other_stem, other):
        kind = ChainKind.PRE_STUDY
    elif other_stem.is_extension and not stem.is_extension:
        kind = ChainKind.EXTENSION
    elif (other_stem.phase or 1) > (stem.phase or 1):
        kind = ChainKind.NEXT_PHASE
    else:
        return None
    return ChainProposal(one.id, other.id, kind, _REASONS[kind](one, other))


def _said_pre_study(one: InitiativeRecord, other: InitiativeRecord) -> Said:
    return Said(
        f'{one.id} är en förstudie med samma ägare och samma namn som {other.id} "{other.title}". Ledde den dit?',
        f'{one.id} is a pre-study with the same owner and the same name as {other.id} "{other.title}". Did it lead there?',
    )


def _said_extension(one: InitiativeRecord, other: InitiativeRecord) -> Said:
    return Said(
        f'{other.id} "{other.title}" ser ut att vara ett tillägg till eller en förlängning av {one.id}: samma ägare och samma namn.',
        f'{other.id} "{other.title}" looks like an extension of {one.id}: the same owner and the same name.',
    )


def _said_next_phase(one: InitiativeRecord, other: InitiativeRecord) -> Said:
    return Said(
        f'{other.id} "{other.title}" ser ut att vara nästa fas efter {one.id} "{one.title}": samma ägare och samma namn.',
        f'{other.id} "{other.title}" looks like the next phase after {one.id} "{one.title}": the same owner and the same name.',
    )


_REASONS = {ChainKind.PRE_STUDY: _said_pre_study, ChainKind.EXTENSION: _said_extension, ChainKind.NEXT_PHASE: _said_next_phase}


@cache
def _phrases() -> re.Pattern[str]:
    after, before = alternatives(_listed("after")), alternatives(_listed("before"))
    # At most two words may stand between the phrase and the number: "följer på förstudien 20200491".
    return re.compile(rf"\b(?:(?P<after>{after})|(?P<before>{before}))\s+(?:[^\W\d]+\s+){{0,2}}(?P<id>[\w/-]*\d[\w/-]*)", re.IGNORECASE)


def _listed(key: str) -> tuple[str, ...]:
    return tuple(vocabulary("chains")["notes"][key])


def _from_notes(records: Sequence[InitiativeRecord]) -> Iterator[ChainProposal]:
    by_id = {record.id: record for record in records}
    for record in records:
        if not record.note:
            continue
        for found in _phrases().finditer(record.note):
            other = by_id.get(found["id"])
            if other is None or other is record:
                continue
            one, later = (other, record) if found["after"] else (record, other)
            yield ChainProposal(one.id, later.id, _kind_by_note(one, later), _said_note(record, found.group()))


def _kind_by_note(one: InitiativeRecord, later: InitiativeRecord) -> ChainKind:
    if _is_pre_study(stem_of(one.title), one):
        return ChainKind.PRE_STUDY
    return ChainKind.EXTENSION if stem_of(later.title).is_extension else ChainKind.FOLLOWS


def _said_note(record: InitiativeRecord, phrase: str) -> Said:
    words_said = " ".join(phrase.split())
    return Said(f'Anmärkningen till {record.id} säger "{words_said}".', f'The note of {record.id} says "{words_said}".')
