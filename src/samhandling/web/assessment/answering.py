"""The answer as the page shows it: sentences, quotes led into the text, a distribution to adjust, what it would change, whom to talk to."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.utils import timezone

from samhandling.assessment.filling import fills_of
from samhandling.assessment.models_told import read_with
from samhandling.assessment.queries import subject
from samhandling.assessment.rules import telling
from samhandling.assessment.rules.adjusting import adjusted
from samhandling.assessment.rules.answer import AreaAnswer, Assessment
from samhandling.assessment.rules.evidence import Quote
from samhandling.assessment.rules.marking import WHOLE, mark_of, marked, spans_of
from samhandling.assessment.talking import who_helps_companies, whom_to_talk_to
from samhandling.coverage.rules.sentences import STATUS_WORDS
from samhandling.coverage.rules.status import Status
from samhandling.ground.places import PlaceCode
from samhandling.ground.said import Said
from samhandling.people.rules.permission import CHANGES_OWN
from samhandling.plan.rules.form.texts import Texts
from samhandling.web.assessment.shares import Distribution, per_cent, rows_of, split
from samhandling.web.office.places import place_choices
from samhandling.web.request import Asked, Request

Context = dict[str, Any]
SIGNALS: tuple[tuple[str, Said], ...] = (
    ("terms", Said("Ordlistan", "The term file")),
    ("model", Said("Modellen", "The model")),
    ("together", Said("Tillsammans", "Together")),
)


@dataclass(frozen=True, slots=True)
class Read:
    """A text that was read. `told`: the distribution that somebody wrote, with the texts of its form; none at the first reading."""

    asked: Asked
    text: str
    place: PlaceCode
    found: Assessment
    told: Distribution | None
    texts: Texts

    @property
    def is_recounted(self) -> bool:
        """Somebody has written a distribution that can be counted with."""
        return self.told is not None and not self.told.faults


def answer_of(request: Request, read: Read) -> Context:
    """All that the page of an answer needs."""
    asked, viewer = read.asked, request.viewer
    about = subject(asked.strategy.code, seen_by=viewer)
    chosen = adjusted(read.found, read.told.shares, about) if read.told and read.is_recounted else read.found
    fills = fills_of(chosen, on=asked.on, place=read.place, known_on=asked.known_on, seen_by=viewer)
    chosen = replace(chosen, fills=fills)
    spans = spans_of(quotes_of(read.found))
    pasted = telling.paragraph(chosen, about, timezone.localdate()) if chosen.named else None
    return {
        "asked": asked,
        "here": "check",
        "text": read.text,
        "place": read.place,
        "places": place_choices(asked.strategy),
        "answer": read.found,
        "areas": [_area(area, spans) for area in read.found.focus_areas],
        "belongs_quotes": quotes_led(read.found.belongs_to.evidence if read.found.belongs_to else (), spans),
        "proposal": telling.proposal(read.found) if read.found.named else None,
        "missing": _missing(read.found),
        "pieces": marked(read.text, spans),
        "is_cut": len(read.text) > WHOLE,
        "talk_to": whom_to_talk_to(chosen, on=asked.on, seen_by=viewer) if read.found.verdict != "insufficient" else [],
        "helps": who_helps_companies(read.place, seen_by=viewer) if read.found.verdict == "company_matter" else [],
        "paragraph": pasted,
        "read_with": read_with(read.found),
        "may_make_idea": CHANGES_OWN.lets_in(viewer, ()),
        **_distribution(read, chosen),
    }


def quotes_of(found: Assessment) -> list[Quote]:
    """Every quote of an answer."""
    quotes = [quote for area in found.focus_areas for quote in area.evidence]
    return [*quotes, *(found.belongs_to.evidence if found.belongs_to else ())]


def _area(area: AreaAnswer, spans: list[tuple[int, int]]) -> Context:
    return {
        "answer": area,
        "sure": telling.SURENESS[area.sureness],
        "met": [one.name for one in area.aspects if one.met],
        "not_met": [one.name for one in area.aspects if not one.met],
        "quotes": quotes_led(area.evidence, spans),
        "by": [(said, round(value * 100)) for (_, said), value in zip(SIGNALS, (area.by_terms, area.by_model, area.score), strict=True)],
        "words": [(one.words, one.count, f"{one.points:.1f}") for one in area.words],
    }


def quotes_led(quotes: tuple[Quote, ...], spans: list[tuple[int, int]]) -> list[tuple[int, str]]:
    """Quotes with the numbers of the marks that they lead to."""
    return [(mark_of(quote, spans), telling.flat(quote.quote)) for quote in quotes]


def _missing(found: Assessment) -> list[tuple[Said, list[Said]]]:
    """What is missing, under the headings that it should stand under."""
    by_heading: dict[Said, list[Said]] = {}
    for part in found.missing:
        by_heading.setdefault(part.where, []).append(part.name)
    return list(by_heading.items())


def _distribution(read: Read, chosen: Assessment) -> Context:
    """The form of the distribution with its sum, and what it does to the picture."""
    if not read.found.focus_areas:
        return {"rows": []}
    view = read.asked.strategy
    shares = {area.id: area.share for area in chosen.named}
    aspects = {area.id: tuple(aspect.id for aspect in area.aspects if aspect.met) for area in read.found.focus_areas}
    told = read.told or Distribution(shares, aspects)
    rows, others = split(rows_of(view, told, read.texts if read.told else None), [area.id for area in read.found.focus_areas])
    names = {area.code: area for area in view.focus_areas}
    fills = [
        (names[one.focus_area], STATUS_WORDS[Status(one.before)], STATUS_WORDS[Status(one.after)], one.before != one.after)
        for one in chosen.fills
    ]
    return {
        "rows": rows,
        "others": others,
        "total": per_cent(told.total) or "0",
        "outside": per_cent(max(Fraction(0), 1 - told.total)) or "0",
        "share_faults": told.faults,
        "fills": fills,
        "changed": [one for one in fills if one[3]],
        "is_recounted": read.is_recounted,
        "shares": [(code, per_cent(share)) for code, share in shares.items()],
        "met_aspects": [(area.id, aspect.id) for area in chosen.named for aspect in area.aspects if aspect.met],
        "proposed": ";".join(f"{area.id}:{per_cent(area.share)}" for area in read.found.named),
    }
