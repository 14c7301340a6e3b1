"""The rules of the chosen strategy as the pages tell them: the version, who decided it, when and why, and every earlier one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samhandling.coverage.in_force import RulesNow, RulesRow, own_rules, rules_now
from samhandling.coverage.rules.rulebook import Rulebook
from samhandling.files.writing import Table
from samhandling.ground.said import Language, Said
from samhandling.web.about.rule_words import USE_WORDS, explained
from samhandling.web.about.term_words import change_said
from samhandling.web.history.who import Everybody, everybody
from samhandling.web.people.words import moment
from samhandling.web.request import Asked, Request

PRODUCT = Said("Produktens egna regler.", "The product's own rules.")


@dataclass(frozen=True, slots=True)
class ToldVersion:
    """One version for a reader. `who` as much as the reader may know; `reason` is empty for the product's own, and `at` says as of when.

    `is_current`: the reader's picture is computed by it. `is_waiting`: decided last, after that picture, so that the next one will be.
    """

    row: RulesRow
    who: Said | None
    at: datetime | None
    changes: tuple[Said, ...]
    back_to: str
    is_current: bool
    is_waiting: bool

    @property
    def reason(self) -> str:
        """Why it was decided."""
        return self.row.reason

    @property
    def version(self) -> str:
        """Its name."""
        return self.row.version


@dataclass(frozen=True, slots=True)
class ToldRules:
    """Every version, the latest first, and the one that the reader's picture is computed by."""

    current: ToldVersion
    versions: tuple[ToldVersion, ...]

    @property
    def waiting(self) -> tuple[ToldVersion, ...]:
        """Decided after the reader's picture was made, the latest first."""
        return tuple(one for one in self.versions if one.row.number > self.current.row.number)

    @property
    def latest(self) -> ToldVersion:
        """What was decided last."""
        return self.versions[0]


def now_of(request: Request, asked: Asked | None) -> RulesNow:
    """The rules that the request is about; the product's own where no strategy is loaded."""
    if asked is None:
        return RulesNow(own_rules(), (own_rules(),))
    return rules_now(asked.strategy.code, seen_by=request.viewer)


def told_rules(now: RulesNow, request: Request, asked: Asked | None) -> ToldRules:
    """In words, for whoever asks."""
    people = everybody(asked.strategy.owner, seen_by=request.viewer) if asked and now.latest.number else None
    names = {row.number: row.version for row in now.versions}
    told = tuple(_told(row, now, people, names) for row in now.versions)
    return ToldRules(next(one for one in told if one.is_current), told)


def _told(row: RulesRow, now: RulesNow, people: Everybody | None, names: dict[int, str]) -> ToldVersion:
    return ToldVersion(
        row=row,
        who=people.said(row.person_id, row.door) if people and row.number else None,
        at=row.at,
        changes=tuple(change_said(field, old, new) for field, (old, new) in row.changes.items()),
        back_to="" if row.back_to is None else names.get(row.back_to, str(row.back_to)),
        is_current=row.number == now.current.number,
        is_waiting=row.number == now.latest.number > now.current.number,
    )


def plain_rules(row: RulesRow, told: ToldRules, language: Language) -> dict[str, Any]:
    """One version's rules as plain values, and how they came to be."""
    book = row.book
    return {
        "version": book.version,
        "number": row.number,
        "decided": row.at.isoformat() if row.at else None,
        "reason": row.reason or None,
        "is_of_the_picture": row.number == told.current.row.number,
        "months_left": book.months_left,
        "max_unjudged": str(book.max_unjudged),
        "variation": str(book.variation),
        "rules": [
            {
                "id": rule.id,
                "use": rule.use.value,
                "threshold": str(rule.threshold),
                "sv": explained(rule, book).wants.sv,
                "en": explained(rule, book).wants.en,
            }
            for rule in book.rules
        ],
        "versions": [plain_version(one, language) for one in told.versions],
    }


def plain_version(one: ToldVersion, language: Language) -> dict[str, Any]:
    """A version as plain values: who, when, why, from what to what."""
    return {
        "version": one.version,
        "number": one.row.number,
        "decided": one.at.isoformat() if one.at else None,
        "who": one.who.in_(language) if one.who else None,
        "reason": one.reason or None,
        "back_to": one.row.back_to,
        "is_of_the_picture": one.is_current,
        "changes": {field: list(pair) for field, pair in one.row.changes.items()},
    }


def rows_of_rules(book: Rulebook, language: Language) -> Table:
    """The rules as a table."""
    headings = ["id", "use", "threshold", "text"]
    return headings, [
        [rule.id, USE_WORDS[rule.use].in_(language), str(rule.threshold), explained(rule, book).wants.in_(language)] for rule in book.rules
    ]


VERSION_COLUMNS = (
    Said("Version", "Version"),
    Said("Beslutad", "Decided"),
    Said("Vem", "Who"),
    Said("Skäl", "Reason"),
    Said("Fält", "Field"),
    Said("Förut", "Before"),
    Said("Nu", "Now"),
)


def rows_of_versions(told: ToldRules, language: Language) -> Table:
    """A row for each value that a version changed, the latest first."""
    rows: list[list[Any]] = []
    for one in told.versions:
        head = [
            one.version,
            moment(one.at) if one.at else "",
            one.who.in_(language) if one.who else "",
            one.reason or PRODUCT.in_(language),
        ]
        rows += [[*head, field, *pair] for field, pair in one.row.changes.items()] or [[*head, "", "", ""]]
    return [said.in_(language) for said in VERSION_COLUMNS], rows
