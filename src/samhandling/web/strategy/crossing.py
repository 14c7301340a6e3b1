"""Frameworks crossed with focus areas: which of the strategy's focus areas lead to which of another document's goals."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samhandling.files.writing import Table
from samhandling.ground.counting import capital, in_letters
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said, same
from samhandling.strategy.queries import FocusAreaView, LinkView, StrategyView, links
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.rendering import Answer, render_any
from samhandling.web.request import Request, asked_of
from samhandling.web.strategy.views import loaded

KIND_WORDS = {"contributes": Said("bidrar", "contributes"), "depends": Said("beror", "depends")}
STRENGTHS = (
    (Decimal("0.75"), Said("starkt", "strongly")),
    (Decimal("0.4"), Said("delvis", "partly")),
    (Decimal(0), Said("svagt", "faintly")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One link in words: "bidrar delvis"."""

    kind: str
    word: Said
    strength: Said
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Goal:
    """A column: a goal of the framework."""

    code: str
    name: Said


@dataclass(frozen=True, slots=True)
class Crossing:
    """One framework against the focus areas. `rows`: each focus area with its marks, a list for each goal. `untied`: goals without a link."""

    code: str
    title: Said
    level: Said
    goals: tuple[Goal, ...]
    rows: tuple[tuple[FocusAreaView, tuple[tuple[Mark, ...], ...]], ...]
    untied: tuple[Goal, ...]
    tied_areas: int

    @property
    def listed(self) -> list[tuple[FocusAreaView, list[tuple[Goal, Mark]]]]:
        """The same as a list, for narrow screens: each focus area with the goals that it leads to."""
        return [
            (area, [(goal, mark) for goal, marks in zip(self.goals, cells, strict=True) for mark in marks]) for area, cells in self.rows
        ]

    @property
    def lead(self) -> Said:
        """How much of the two holds together, in numbers."""
        areas, goals = len(self.rows), len(self.goals) + len(self.untied)
        tied = capital(in_letters(self.tied_areas, common=False))
        who = Said(f"Alla {areas}", f"All {areas}") if self.tied_areas == areas else Said(f"{tied.sv} av {areas}", f"{tied.en} of {areas}")
        reached = in_letters(len(self.goals))
        return Said(
            f"{who.sv} insatsområden är kopplade till {self.title.sv}, och de berör {reached.sv} av {goals} {self.level.sv} där.",
            f"{who.en} focus areas are linked to {self.title.en}, and they touch {reached.en} of its {goals} {self.level.en}.",
        )


@require_safe
def crossing(request: Request, code: str, form: str | None = None) -> HttpResponse:
    """One framework at a time on the page; all of them as JSON and CSV."""
    asked = asked_of(request)
    view = loaded(code, request)
    found = links(code, request.viewer)
    frameworks = {link.framework: link.title for link in found}
    chosen = request.GET.get("ramverk") or next(iter(frameworks), "")
    if chosen and chosen not in frameworks:
        raise Http404
    context = {
        "asked": asked,
        "here": "strategy",
        "view": view,
        "frameworks": list(frameworks.items()),
        "chosen": chosen,
        "crossed": crossed(view, chosen, found, request) if chosen else None,
    }
    answer = Answer("strategy/crossing.html", context, lambda: [_plain(link, request) for link in found], lambda: _rows(found, request))
    return render_any(request, form, answer, f"{code}-ramverk")


def crossed(view: StrategyView, framework: str, found: list[LinkView], request: Request) -> Crossing:
    """The table of one framework. Its goals without a link are told apart, so that the table stays narrow."""
    own = [link for link in found if link.framework == framework]
    named = {link.target: Goal(link.target, link.name if link.name.sv else same(link.target)) for link in own}
    level, every = _goals(framework, request)
    every = every or tuple(named.values())
    tied = tuple(goal for goal in every if goal.code in named)
    rows = tuple((area, tuple(_marks(own, area.code, goal.code) for goal in tied)) for area in view.focus_areas)
    return Crossing(
        framework,
        next(link.title for link in own),
        level,
        tied,
        rows,
        tuple(goal for goal in every if goal.code not in named),
        len({link.node for link in own} & {area.code for area in view.focus_areas}),
    )


def _goals(framework: str, request: Request) -> tuple[Said, tuple[Goal, ...]]:
    """What a framework calls its goals, and every one of them in its order; none where it is not loaded."""
    try:
        view = open_strategy(framework, request.viewer)
    except Refused:
        return Said("mål", "goals"), ()
    level = next((level.plural for level in view.levels if level.is_focus), Said("mål", "goals"))
    return level, tuple(Goal(area.code, area.name) for area in view.focus_areas)


def _marks(own: list[LinkView], area: str, goal: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(link.kind, KIND_WORDS[link.kind], _strength(link.weight), link.weight)
        for link in own
        if link.node == area and link.target == goal
    )


def _strength(weight: Decimal) -> Said:
    return next(word for least, word in STRENGTHS if weight >= least)


def _plain(link: LinkView, request: Request) -> dict[str, str]:
    return {
        "focus_area": link.node,
        "framework": link.framework,
        "goal": link.target,
        "name": link.name.in_(request.language),
        "kind": link.kind,
        "weight": f"{link.weight.normalize():f}",
    }


def _rows(found: list[LinkView], request: Request) -> Table:
    pairs = (
        ("Insatsområde", "Focus area"),
        ("Ramverk", "Framework"),
        ("Mål", "Goal"),
        ("Målets namn", "Name"),
        ("Slag", "Kind"),
        ("Vikt", "Weight"),
    )
    headings = [Said(sv, en).in_(request.language) for sv, en in pairs]
    return headings, [
        [
            link.node,
            link.title.in_(request.language),
            link.target,
            link.name.in_(request.language),
            KIND_WORDS[link.kind].in_(request.language),
            link.weight.normalize(),
        ]
        for link in found
    ]
