"""Written: a strategy's rules, changed or put back, each time as a new version with its reason."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from samhandling.coverage.in_force import RulesNow, RulesRow, book_of, named, rules_now
from samhandling.coverage.models import RulesVersion
from samhandling.coverage.offering import offer_of
from samhandling.coverage.rules.rulebook import default_rulebook, default_text
from samhandling.coverage.rules.terms import Terms, changes_between, read_terms, terms_of
from samhandling.ground.faults import Fault, Location, Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import hold_stamp, raise_stamp, record
from samhandling.office.queries import last_event
from samhandling.people.rules.permission import CHANGES_ALL, require
from samhandling.plan.queries import strategy_key

LONGEST_REASON = 2000
"""Characters."""


class RulesConflict(Refused):
    """Somebody changed the rules after the version that this change was made from. `now`: the rules as they stand."""

    def __init__(self, now: RulesNow, version: int) -> None:
        expected = Said(
            f"Inget har gått förlorat. Reglerna har ändrats sedan du läste dem: de är nu version {now.latest.version}.",
            f"Nothing is lost. The rules have been changed since you read them: they are now version {now.latest.version}.",
        )
        way_out = Said("Läs vad som har ändrats och spara en gång till.", "Read what has changed and save again.")
        super().__init__([Fault(Location(column="version"), str(version), expected, way_out)])
        self.now = now
        self.since = tuple(row for row in now.versions if row.number > version)


def change_rules(
    strategy: str, texts: Iterable[tuple[str, str]], reason: str, *, by: Viewer, version: int | None = None, answers: str = ""
) -> RulesRow:
    """Change terms of a strategy's rules, fields and values as they are written, and give the new version.

    `version`: the number that the change was made from; `None` asks for no check. `answers`: the version of the product's rules that this
    takes a stand on; they are then offered no more, and nothing needs to change. Raises NotAllowed; Refused with every fault at its field,
    or as nothing changes; RulesConflict. The rules hold at once for those who see working material, and for the others from the next
    picture that is shared or published; the change itself and its reason are public at once.
    """
    require(CHANGES_ALL, by)
    written = list(texts)
    with transaction.atomic():
        now = _held(strategy, by, version)
        read = read_terms(written, terms_of(now.latest.book))
        _check([*read.faults, *faults_of_reason(reason), *faults_of_answer(answers)])
        return _save(strategy, now.latest, read.terms, reason.strip(), by, answers=bool(answers) and offer_of(now) is not None)


def revert_rules(strategy: str, number: int, reason: str, *, by: Viewer, version: int | None = None) -> RulesRow:
    """Put the rules back as they stood in an earlier version (0: the product's own as they were kept), as a new version. Raises as `change_rules` does."""
    require(CHANGES_ALL, by)
    with transaction.atomic():
        now = _held(strategy, by, version)
        terms = terms_of(now.row(number).book)
        _check(faults_of_reason(reason))
        return _save(strategy, now.latest, terms, reason.strip(), by, back_to=number)


def faults_of_reason(reason: str) -> list[Fault]:
    """A change of the rules says why."""
    text = reason.strip()
    if text and len(text) <= LONGEST_REASON:
        return []
    if not text:
        expected = Said("Här ska stå varför reglerna ändras.", "Here should stand why the rules are changed.")
        return [
            Fault(Location(column="reason"), "", expected, Said("Skriv ett skäl som alla kan läsa.", "Write a reason for all to read."))
        ]
    expected = Said(f"Högst {LONGEST_REASON} tecken.", f"{LONGEST_REASON} characters at most.")
    return [Fault(Location(column="reason"), text[:40], expected, Said("Korta texten.", "Shorten the text."))]


def faults_of_answer(answers: str) -> list[Fault]:
    """Whoever answers an offer has seen the rules that the product has today."""
    version = default_rulebook().version
    if answers in ("", version):
        return []
    expected = Said(f"Produktens regler är nu version {version}.", f"The product's rules are now version {version}.")
    return [Fault(Location(), answers[:40], expected, Said("Läs erbjudandet en gång till.", "Read the offer again."))]


def nothing_changes() -> Fault:
    """The rules would stay as they are."""
    expected = Said("Inget är ändrat: reglerna skulle bli som de är.", "Nothing is changed: the rules would be as they are.")
    return Fault(Location(), "", expected, Said("Ändra minst ett värde.", "Change one value at least."))


def _held(strategy: str, by: Viewer, version: int | None) -> RulesNow:
    """The rules as they stand, while nobody else changes them."""
    strategy_key(strategy)
    hold_stamp()
    now = rules_now(strategy, seen_by=by)
    if version is not None and version != now.latest.number:
        raise RulesConflict(now, version)
    return now


def _check(faults: list[Fault]) -> None:
    if faults:
        raise Refused(faults)


def _save(
    strategy: str, before: RulesRow, terms: Terms, reason: str, by: Viewer, back_to: int | None = None, answers: bool = False
) -> RulesRow:
    changes = changes_between(terms_of(before.book), terms)
    if not changes and not answers:
        raise Refused([nothing_changes()])
    number, product = before.number + 1, default_rulebook() if answers else before.product
    verb = "rules.changed" if back_to is None else "rules.put_back"
    told = {**changes, **({} if back_to is None else {"back_to": (None, str(back_to))}), "reason": (None, reason)}
    record(by, verb, "rules", strategy, told, version=number)
    event, at = last_event(), timezone.now()
    RulesVersion.objects.create(
        strategy_id=strategy_key(strategy),
        number=number,
        base=product.version,
        terms=dict(terms),
        changes={field: list(pair) for field, pair in changes.items()},
        reason=reason,
        at=at,
        person_id=by.person,
        door=by.kind.value,
        back_to=back_to,
        event=event,
        product=default_text() if answers else None,
    )
    raise_stamp(public=True)
    book = book_of(terms, product, named(product.version, number))
    return RulesRow(number, book, changes, product, reason, at, by.person, by.kind.value, back_to, event)
