"""Read: the rules of a strategy, version by version, and which of them a viewer's picture is computed by.

A strategy stands on the product's rules as they were when it was loaded. A published picture keeps the rules that it was published with:
those who see it get the version that stood when it was published, and those who see working material the latest. That a newer version is
decided is told to everyone.
"""

from dataclasses import dataclass
from datetime import datetime

from samhandling.coverage.models import RulesVersion
from samhandling.coverage.rules.rulebook import Rulebook, default_rulebook, earlier_rulebook
from samhandling.coverage.rules.terms import Terms, standing_on, with_terms
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import Level, Viewer
from samhandling.office.kept import Kept
from samhandling.plan.showing import latest

COLUMNS = ("strategy_id", "number", "base", "terms", "changes", "reason", "at", "person_id", "door", "back_to", "event", "product")


@dataclass(frozen=True, slots=True)
class RulesRow:
    """One version of a strategy's rules. `number` 0 is the product's own as they were at `at`: of no person and no reason.

    `changes`: field → (before, after), as the version before had it. `book`: the rules as they stand in it; `product`: the product's own
    that it stands on, the last ones that anybody took a stand on. `event` tells of it: the loading, where `number` is 0.
    """

    number: int
    book: Rulebook
    changes: dict[str, tuple[str, str]]
    product: Rulebook
    reason: str = ""
    at: datetime | None = None
    person_id: int | None = None
    door: str = ""
    back_to: int | None = None
    event: int = 0

    @property
    def version(self) -> str:
        """The name that pictures tell: the product's rules, and the number of the strategy's change."""
        return self.book.version


@dataclass(frozen=True, slots=True)
class RulesNow:
    """Which rules a viewer's picture is computed by, and every version, the latest first; the product's own, kept, stand last.

    `waiting`: versions that are decided after the picture that the viewer sees, the latest first.
    """

    current: RulesRow
    versions: tuple[RulesRow, ...]

    @property
    def latest(self) -> RulesRow:
        """The version that was decided last."""
        return self.versions[0]

    @property
    def waiting(self) -> tuple[RulesRow, ...]:
        """Decided, but not yet those of the viewer's picture."""
        return tuple(row for row in self.versions if row.number > self.current.number)

    def row(self, number: int) -> RulesRow:
        """A version by its number. Raises Refused where there is none."""
        for row in self.versions:
            if row.number == number:
                return row
        expected = Said(
            f"En version från 0 till {self.latest.number}; 0 är produktens egna regler.",
            f"A version from 0 to {self.latest.number}; 0 is the product's own rules.",
        )
        raise refusal(str(number), expected, Said("Välj en som finns.", "Choose one that exists."))


_now: Kept[RulesNow] = Kept(24)


def rules_now(strategy: str, *, seen_by: Viewer) -> RulesNow:
    """The rules of a strategy as a viewer meets them, from memory where nothing has changed. Public: every version, to everyone."""
    return _now.get(strategy, lambda: _read(strategy, seen_by.level), level=seen_by.level)


def rules_in_force(strategy: str, *, seen_by: Viewer) -> Rulebook:
    """The rules that a viewer's pictures of a strategy are computed by; the product's of today where no such strategy is loaded."""
    return rules_now(strategy, seen_by=seen_by).current.book


def own_rules() -> RulesRow:
    """The product's own rules as they are today, for where no strategy is loaded."""
    return RulesRow(0, default_rulebook(), {}, default_rulebook())


def _read(strategy: str, level: Level) -> RulesNow:
    found = list(RulesVersion.objects.filter(strategy__code=strategy).order_by("number").values_list(*COLUMNS))
    if not found:
        return RulesNow(own_rules(), (own_rules(),))
    versions: list[RulesRow] = []
    product = default_rulebook()
    for _, *columns, text in found:
        product = earlier_rulebook(text) if text else product
        versions.insert(0, _row(product, *columns))
    if level is Level.WORKING:
        return RulesNow(versions[0], tuple(versions))
    picture = latest(found[0][0], level)
    # Before the first picture there is nothing to keep the rules of; a picture from before they were kept was made with version 0.
    current = versions[0] if picture is None else next(row for row in versions if row.event <= picture.last_event or not row.number)
    return RulesNow(current, tuple(versions))


def _row(
    product: Rulebook,
    number: int,
    base: str,
    terms: dict[str, str],
    changes: dict[str, list[str]],
    reason: str,
    at: datetime,
    person: int | None,
    door: str,
    back_to: int | None,
    event: int,
) -> RulesRow:
    pairs = {field: (pair[0], pair[1]) for field, pair in changes.items()}
    book = book_of(terms, product, named(base, number))
    return RulesRow(number, book, pairs, product, reason, at, person, door, back_to, event)


def book_of(terms: Terms, product: Rulebook, version: str) -> Rulebook:
    """The rules with these terms: in today's sentences, and with the rules of `product` that today's product has left out."""
    return with_terms(standing_on(default_rulebook(), product), terms, version)


def named(base: str, number: int) -> str:
    """The name of a version: the product's rules that it stands on, and the number of the strategy's change."""
    return f"{base}.{number}" if number else base
