"""What the strategy said of its region when it was written, statement by statement, and whether it still holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samhandling.figures.indicators import answers as indicators
from samhandling.figures.indicators.rows import Missing, StatementAnswer
from samhandling.figures.rules.calendar.periods import period_said
from samhandling.figures.rules.comparing.statements import Answer as Holds
from samhandling.figures.rules.comparing.statements import Seen, numbers_said
from samhandling.figures.rules.comparing.statements_tally import ANSWER_WORDS, tally_of
from samhandling.figures.rules.movement.numbers import written
from samhandling.ground.said import Language, Said
from samhandling.strategy.queries import StrategyView
from samhandling.web.figures.listing import as_table, places_for
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Asked, Request, asked_of

COLUMNS = ("id", "focus_areas", "prerequisites", "statement", "said_of", "number", "number_of", "page", "section", "source", "indicator", "instead_of",
           "unit", "place", "then_period", "then", "then_against", "now_period", "now", "now_against", "answer", "said", "missing",
           "commands")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A statement on the page. `then`, `now`: the figures of both times; `None` where nothing is known. `lacks`: why it cannot be tried."""

    found: StatementAnswer
    word: Said
    number: Said | None
    said_of: Said
    unit: Said
    then: Said | None
    now: Said | None
    lacks: tuple[Missing, ...]

    @property
    def is_tried(self) -> bool:
        """Figures answer it, whichever way."""
        return self.found.answer.answer is not Holds.CANNOT_BE_TOLD


@dataclass(frozen=True, slots=True)
class Group:
    """A focus area (or a prerequisite) with the statements on it; one that bears on several stands under the first."""

    code: str
    name: Said
    is_area: bool
    rows: tuple[Row, ...]


@require_safe
def statements(request: Request, form: str | None = None) -> HttpResponse:
    """Every statement with what was said, what the figures say now, and the answer."""
    asked = asked_of(request)
    found = _found(request, asked)
    rows = [row_of(one) for one in found]
    tally = tally_of(one.answer.answer for one in found)
    context = {
        "asked": asked,
        "here": "indicators",
        "title": found[0].file if found else Said("Nulägesbild", "The picture when the strategy was written"),
        "source": found[0].source if found else "",
        "said_of_place": found[0].said_of_place if found else "",
        "tally": tally,
        "groups": groups_of(asked.strategy, rows),
        "places": places_for(asked.strategy, asked.place),
    }
    plain = [plain_row(row, request.language) for row in rows]
    answer = Answer(
        "figures/statements.html",
        context,
        lambda: {"said": tally.said.in_(request.language), "statements": plain},
        lambda: as_table([_flat(row) for row in plain], COLUMNS),
    )
    return render_any(request, form, answer, "nulagesbild")


def _found(request: Request, asked: Asked) -> Sequence[StatementAnswer]:
    """Of the place that the statements were made of, unless another one is asked for."""
    place = asked.place if "plats" in asked.kept else None
    on = asked.known_on if asked.known_on and asked.known_on < timezone.localdate() else None
    return indicators.statements(asked.strategy.code, seen_by=request.viewer, place=place, on=on)


def groups_of(strategy: StrategyView, rows: Sequence[Row]) -> list[Group]:
    """The focus areas in the strategy's order, then its prerequisites; those that no statement is on are left out."""
    named = [(area.code, area.name, True) for area in strategy.focus_areas]
    named += [(one.id, one.name.said, False) for one in strategy.prerequisites]
    named.append(("", Said("Övrigt", "Other"), False))
    groups = [Group(code, name, is_area, tuple(row for row in rows if _first(row) == code)) for code, name, is_area in named]
    return [group for group in groups if group.rows]


def _first(row: Row) -> str:
    one = row.found.indicator
    return next(iter((*one.focus_areas, *one.prerequisites)), "")


def row_of(found: StatementAnswer) -> Row:
    """A statement with its numbers in words, and why it cannot be tried where it cannot."""
    one, answer = found.statement, found.answer
    unit = found.indicator.unit.said
    if one.holds in ("faster", "slower"):
        unit = Said(f"tillväxt på {one.years} år, procent", f"growth over {one.years} years, per cent")
    number = None
    if one.number is not None:
        shown, of = written(one.number), one.number_of.said if one.number_of else Said("", "")
        number = Said(f"{shown.sv} {of.sv}".strip(), f"{shown.en} {of.en}".strip())
    lacks = tuple(dict.fromkeys(found.missing)) if answer.answer is Holds.CANNOT_BE_TOLD or found.instead_of else ()
    then, now = numbers_said(one, answer.then), numbers_said(one, answer.now)
    return Row(found, ANSWER_WORDS[answer.answer], number, period_said(one.as_of), unit, then, now, lacks)


def plain_row(row: Row, language: Language) -> dict[str, Any]:
    """A statement for JSON: every number as the figures give it, nothing rounded."""
    one, indicator, answer = row.found.statement, row.found.indicator, row.found.answer
    return {
        "id": one.id,
        "focus_areas": list(indicator.focus_areas),
        "prerequisites": list(indicator.prerequisites),
        "statement": one.said.said.in_(language),
        "said_of": one.as_of,
        "number": None if one.number is None else str(one.number),
        "number_of": one.number_of.said.in_(language) if one.number_of else None,
        "page": one.page,
        "section": one.section,
        "source": row.found.source,
        "indicator": indicator.id,
        "instead_of": row.found.instead_of.id if row.found.instead_of else None,
        "unit": row.unit.in_(language),
        "place": row.found.place,
        "then": _seen(answer.then),
        "now": _seen(answer.now),
        "answer": answer.answer.value,
        "said": answer.said.in_(language),
        "missing": [{"series": lack.series, "said": lack.said.in_(language), "command": lack.command} for lack in row.lacks],
    }


def _seen(seen: Seen) -> dict[str, Any]:
    own, other = (None if value is None else str(value) for value in (seen.own, seen.other))
    return {"period": seen.period, "value": own, "against": other, "held": seen.held}


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """The same on one line, for CSV."""
    times: dict[str, Any] = {}
    for name in ("then", "now"):
        times |= {f"{name}_period": row[name]["period"], name: row[name]["value"], f"{name}_against": row[name]["against"]}
    lacks = row["missing"]
    commands = list(dict.fromkeys(lack["command"] for lack in lacks if lack["command"]))
    return {**row, **times, "missing": " ".join(dict.fromkeys(lack["said"] for lack in lacks)), "commands": "; ".join(commands)}
