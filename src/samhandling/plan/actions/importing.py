"""Import: a planned intake becomes initiatives, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from samhandling.files.tables import Book
from samhandling.ground.faults import Refused
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.actions import Act, hold_stamp, raise_stamp, record_all
from samhandling.office.models import ImportRun
from samhandling.people.rules.permission import IMPORTS, require
from samhandling.plan.intake.planning import Preview as Preview
from samhandling.plan.intake.planning import plan_reading, still_stands
from samhandling.plan.intake.ready import Ready, known_on, make_ready, write_ready
from samhandling.plan.intake.ready import fingerprint as fingerprint
from samhandling.plan.intake.suggesting import Suggest
from samhandling.plan.queries import open_world, strategy_key
from samhandling.plan.rules.intake import Did
from samhandling.plan.rules.mapping import Mapping as ColumnMapping
from samhandling.plan.rules.mapping import to_toml
from samhandling.plan.rules.reading import Reading, read
from samhandling.plan.storing import nodes_of
from samhandling.plan.storing_parts import store_records as store_records

TRIES = 3
"""How often an import is planned while others may write, before it is planned while they wait."""


@dataclass(frozen=True)
class Outcome:
    """What an import did. `run` is `None` where there was nothing new."""

    run: int | None
    preview: Preview
    new_doubts: int
    new_chains: int


def preview(book: Book, mapping: ColumnMapping, *, strategy: str, lineage: str, by: Viewer, suggest: Suggest | None = None) -> Preview:
    """Read a file and plan its import. Raises Refused with all faults of the file at once."""
    return plan_reading(_read(book, mapping, strategy, by), mapping, strategy=strategy, lineage=lineage, by=by, suggest=suggest).preview


def _read(book: Book, mapping: ColumnMapping, strategy: str, by: Viewer) -> Reading:
    reading = read(book, mapping, open_world(strategy, seen_by=by))
    if reading.faults:
        raise Refused(reading.faults)
    return reading


def import_portfolio(
    book: Book,
    mapping: ColumnMapping,
    *,
    strategy: str,
    lineage: str,
    by: Viewer,
    finish: Callable[[Outcome], None] = lambda outcome: None,
    suggest: Suggest | None = None,
) -> Outcome:
    """Import a file: one transaction, so that a crash at any moment leaves all of it or nothing.

    It is planned and made ready before the transaction, so that nobody waits for long; where somebody meanwhile changed what it rests
    on, it is planned anew. Whoever answers for an actor may import too: new initiatives become working material, its own are changed, and
    what the file says of others' is left as doubts for a strategist. Raises Refused with all faults. A file that says nothing new writes
    nothing, not even a run. `finish` is called inside the transaction with what was done; what it writes stands or falls with the import,
    and what it raises takes the import back. `suggest`: what new rows without a distribution seem to contribute to.
    """
    require(IMPORTS, by)
    reading = _read(book, mapping, strategy, by)

    def planned() -> Ready:
        found = plan_reading(reading, mapping, strategy=strategy, lineage=lineage, by=by, suggest=suggest)
        return make_ready(found, nodes_of(strategy_key(strategy)), by)

    for _ in range(TRIES):
        ready = planned()
        with transaction.atomic():
            hold_stamp()
            if still_stands(ready.planned, strategy=strategy):
                return _write(book, ready, strategy, by, finish)
    with transaction.atomic():
        hold_stamp()
        return _write(book, planned(), strategy, by, finish)


def _write(book: Book, ready: Ready, strategy: str, by: Viewer, finish: Callable[[Outcome], None]) -> Outcome:
    """Inside the transaction: nothing where the file says nothing new, else a run and all that is ready."""
    shown = ready.planned.preview
    if not ready.doubts and all(plan.did is Did.SAME for plan in shown.intake.rows) and _spoke_before(book, shown):
        nothing = Outcome(None, shown, 0, 0)
        finish(nothing)
        return nothing
    run = _open_run(book, shown, by)
    chains = write_ready(ready, run, nodes_of(strategy_key(strategy)), by)
    record_all(by, [Act("import.done", "import", str(run.pk), {"strategy": (None, strategy)})])
    raise_stamp()
    done = Outcome(run.pk, shown, len(ready.doubts), chains)
    finish(done)
    return done


def _spoke_before(book: Book, shown: Preview) -> bool:
    """This very file has been imported before with this very scope, and not taken back."""
    said = (
        ImportRun.objects.filter(lineage=shown.lineage, sha256=book.sha256)
        .exclude(state=ImportRun.State.UNDONE)
        .values_list("scopes", flat=True)
    )
    return _scopes(shown.mapping) in list(said)


def _scopes(mapping: ColumnMapping) -> list[dict[str, Any]]:
    return [scope.model_dump(mode="json") for scope in mapping.scopes]


def _open_run(book: Book, shown: Preview, by: Viewer) -> ImportRun:
    skipped = [[str(one.row), one.said.sv, one.said.en] for one in shown.reading.skipped]
    notices = [["", said.sv, said.en] for said in (*book.notes, *shown.intake.notices)]
    return ImportRun.objects.create(
        known_on=known_on(shown.mapping),
        person_id=by.person,
        file=book.file,
        sha256=book.sha256,
        lineage=shown.lineage,
        mapping=to_toml(shown.mapping),
        scopes=_scopes(shown.mapping),
        counts={did.value: shown.intake.count(did) for did in Did},
        said=skipped + notices,
    )


def said_of_scope(mapping: ColumnMapping) -> Said | None:
    """A word to whoever imports a file without saying how far it reaches."""
    if mapping.scopes:
        return None
    return Said(
        "Filens underlag är inte angivet: register, finansiär, beslut från och till, platser, hämtad, vad som saknas. "
        "Lägesbilden kan då inte säga hur långt den räcker. Ange det i mappningen eller med --source och --fetched.",
        "The file's scope is not stated: register, financier, decisions from and to, places, fetched, what is left out. "
        "The picture can then not say how far it reaches. State it in the mapping, or with --source and --fetched.",
    )
