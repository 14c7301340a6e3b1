"""Reads a text against a strategy: the one rule that page, API, command and import ask."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samhandling.assessment.rules import telling
from samhandling.assessment.rules.answer import AreaAnswer, AspectAnswer, Assessment, BelongsTo, Filled
from samhandling.assessment.rules.clearing import Cleared, cleared
from samhandling.assessment.rules.evidence import quotes_for
from samhandling.assessment.rules.judging import (
    LIKENESS_PART,
    MODEL_PART,
    Verdict,
    Weighed,
    distribution,
    named,
    possible,
    put_together,
    sureness_of,
    term_shares,
    verdict_of,
)
from samhandling.assessment.rules.likeness import Likeness, likeness_to
from samhandling.assessment.rules.matching import Hit, Matcher
from samhandling.assessment.rules.model import OTHER, Model, shares_by, words_behind
from samhandling.assessment.rules.own_voice import own_voice
from samhandling.assessment.rules.own_words import terms_from
from samhandling.assessment.rules.parts import Part, look_for
from samhandling.assessment.rules.similar import Near
from samhandling.assessment.rules.subject import Subject
from samhandling.assessment.rules.terms import TermFile
from samhandling.assessment.rules.weighing import AIM_WEIGHT, TITLE_WEIGHT, Score, Stretch, scores_of
from samhandling.ground.said import Said

# Of a text that describes no common work nothing is asked.
_DESCRIBES_WORK = ("contributes", "prerequisite", "other_priority")
ASPECT_POINTS = 2.0
MOST_WORDS_SHOWN = 12
LONGEST_TITLE = 200
_AIM = re.compile(
    r"\b(?:syft\w*|mål\b|målet\b|målsättning\w*|\w*mål(?:et|en)?\b|ska\b|skall\b|avser\b|vill\b|aims?\b|goals?\b|objectives?\b|purpose\b|will\b|intends?\b)",
    re.IGNORECASE,
)
_BUSINESS = re.compile(r"\b\w*(?:företag|näringsliv|bolag|business|compan|enterprise)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reader:
    """A strategy made ready for reading: its terms compiled, its own texts as vectors, its fitted model where there is one.

    `has_terms`: it has a term file; without one the words of its own texts stand in. `codes`: what a text may be said to belong to.
    `terms_edition`: the edition that the term file was written for.
    """

    subject: Subject
    matcher: Matcher
    has_terms: bool
    likeness: Likeness
    model: Model | None
    parts: tuple[Part, ...]
    codes: frozenset[str]
    terms_edition: str


def reader_of(subject: Subject, terms: TermFile | None, model: Model | None, parts: tuple[Part, ...]) -> Reader:
    """Make a strategy ready. Without terms and model the strategy's own texts are all there is to go by."""
    extra: dict[str, list[str]] = {}
    for term in terms.terms if terms else ():
        extra.setdefault(term.of, []).append(term.words)
    chosen = terms.terms if terms else terms_from(subject)
    codes = frozenset([OTHER, *(area.code for area in subject.areas), *(term.of for term in chosen)])
    edition = terms.edition if terms else ""
    return Reader(subject, Matcher(chosen), terms is not None, likeness_to(subject, extra), model, parts, codes, edition)


@dataclass(frozen=True, slots=True)
class Signals:
    """What was found in a text before it is judged."""

    clear: Cleared
    hits: tuple[Hit, ...]
    scores: Mapping[str, Score]
    weighed: Weighed


def signals_of(reader: Reader, text: str) -> Signals:
    """Terms, model and likeness on one text, put together. Raises: Refused on an empty or far too long text."""
    clear = cleared(text)
    english = clear.language == "en"
    hits = (*reader.matcher.hits(clear.text, english=english), *own_voice(clear.text, english=english))
    scores = scores_of(hits, stretches_of(clear))
    terms = term_shares(scores)
    if reader.model is not None and clear.language == "sv":
        second, part, has_model = shares_by(reader.model, clear.text, reader.codes), MODEL_PART, True
    else:
        second, part, has_model = reader.likeness.shares(clear.text), LIKENESS_PART, False
    points = sum(score.points for code, score in scores.items() if score.kind != "company_matter")
    return Signals(clear, hits, scores, Weighed(put_together(terms, second, part), terms, second, points, has_model, reader.has_terms))


def stretches_of(clear: Cleared) -> list[Stretch]:
    """Where the text tells what it is and what it aims at: its title (a short first line), and sentences of aims."""
    found: list[Stretch] = []
    for number, sentence in enumerate(clear.sentences):
        if number == 0 and len(clear.sentences) > 1 and len(sentence.text) <= LONGEST_TITLE and "\n" in clear.text:
            found.append((sentence.start, sentence.end, TITLE_WEIGHT))
        elif _AIM.search(sentence.text):
            found.append((sentence.start, sentence.end, AIM_WEIGHT))
    return found


def assess(reader: Reader, text: str, near: Near | None = None, fills: Sequence[Filled] = ()) -> Assessment:
    """Does the text contribute, to what, how sure, what is missing, what lies near.

    `near`: the initiatives to look for similar ones among; `fills`: what it would change in the coverage, handed in by who knows.
    Raises: Refused where the text is empty or too long.
    """
    signals = signals_of(reader, text)
    subject, weighed = reader.subject, signals.weighed
    codes = frozenset(area.code for area in subject.areas)
    verdict, first = _verdict(signals, codes)
    areas: tuple[AreaAnswer, ...] = ()
    belongs = None
    if verdict == "contributes":
        # A share rests on words that can be quoted; what only the model says is told of as possible.
        quotable = codes & signals.scores.keys()
        chosen = named(weighed.together, quotable or codes)
        shares = distribution(weighed.together, chosen, codes)
        told = [*chosen, *possible(weighed.together, codes, chosen)]
        areas = tuple(_area(reader, signals, text, code, shares.get(code, Fraction(0))) for code in told)
    elif verdict in ("prerequisite", "other_priority"):
        belongs = _belongs(subject, first, signals, text)
        verdict = "other_priority" if belongs and belongs.kind == "other_priority" else verdict
    found, missing = look_for(reader.parts, signals.clear.text) if verdict in _DESCRIBES_WORK else ((), ())
    return Assessment(
        strategy=subject.code,
        edition=subject.edition,
        language=signals.clear.language,
        verdict=verdict,
        reason=_reason(verdict, first, areas, belongs, signals.clear, subject),
        focus_areas=areas,
        belongs_to=belongs,
        missing=missing,
        found=found,
        similar=near.to(signals.clear.text) if near else (),
        fills=tuple(fills),
        notes=_notes(reader, signals, areas),
        model=str(reader.model.about.get("version", "")) if reader.model else "",
    )


def _verdict(signals: Signals, codes: frozenset[str]) -> tuple[Verdict, str]:
    if signals.clear.language == "other":
        return "insufficient", "language"
    return verdict_of(signals.weighed, signals.scores, codes, signals.clear.words)


def _area(reader: Reader, signals: Signals, text: str, code: str, share: Fraction) -> AreaAnswer:
    area, score, weighed = reader.subject.area(code), signals.scores.get(code), signals.weighed
    met = {aspect for aspect, points in score.aspects.items() if points >= ASPECT_POINTS} if score else set()
    words = tuple(word for word, _ in words_behind(reader.model, code, signals.clear.text)) if reader.model and weighed.has_model else ()
    return AreaAnswer(
        id=code,
        name=area.name,
        score=weighed.together[code],
        share=share,
        sureness=sureness_of(code, weighed, signals.clear.words, score.points if score else 0.0) if share else "low",
        aspects=tuple(AspectAnswer(aspect.code, aspect.name, aspect.code in met) for aspect in area.aspects),
        evidence=quotes_for(code, text, signals.hits, signals.clear.sentences),
        words=score.contributions[:MOST_WORDS_SHOWN] if score else (),
        model_words=words,
        by_terms=weighed.terms.get(code, 0.0),
        by_model=weighed.second.get(code, 0.0),
    )


def _belongs(subject: Subject, code: str, signals: Signals, text: str) -> BelongsTo | None:
    """A prerequisite; where the text says nothing of business, the other framework's priority that the prerequisite belongs to."""
    found = subject.prerequisite(code)
    if found is None:
        return None
    evidence = quotes_for(code, text, signals.hits, signals.clear.sentences)
    priority = found.priority
    if priority is None:
        return BelongsTo("prerequisite", found.code, found.name, evidence=evidence)
    is_business = _BUSINESS.search(signals.clear.text) is not None
    kind, name = ("prerequisite", found.name) if is_business else ("other_priority", priority.name)
    return BelongsTo(kind, priority.code, name, priority.framework, priority.framework_title, priority.level, evidence)


def _reason(verdict: Verdict, first: str, areas: Sequence[AreaAnswer], belongs: BelongsTo | None, clear: Cleared, subject: Subject) -> Said:
    if clear.language == "other":
        return telling.other_language(clear.language_name)
    if areas:
        return telling.contributes(areas, subject)
    if belongs:
        return telling.belongs(belongs, subject)
    if verdict == "company_matter":
        return telling.COMPANY_MATTER
    if verdict == "insufficient":
        return telling.FEW_WORDS if first == "few_words" else telling.ADMINISTRATION
    return telling.OUTSIDE


def _notes(reader: Reader, signals: Signals, areas: Sequence[AreaAnswer]) -> tuple[Said, ...]:
    notes = list(signals.clear.notes)
    if not reader.has_terms and reader.model is None:
        notes.append(telling.NO_TERMS)
    elif reader.model is None:
        notes.append(telling.NO_MODEL)
    elif signals.clear.language == "en":
        notes.append(telling.ENGLISH)
    if reader.terms_edition and reader.terms_edition != reader.subject.edition:
        notes.append(telling.other_edition(reader.terms_edition, reader.subject))
    if areas and (said := telling.unsure(areas)):
        notes.append(said)
    return tuple(notes)
