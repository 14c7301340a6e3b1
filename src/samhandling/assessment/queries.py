"""Read: a strategy made ready for reading texts, and the answer for a text."""

from collections.abc import Sequence
from dataclasses import replace

from samhandling.assessment import models_kept, shipping
from samhandling.assessment.rules.answer import Assessment, Filled
from samhandling.assessment.rules.engine import Reader, assess, reader_of
from samhandling.assessment.rules.model import Model
from samhandling.assessment.rules.similar import Known, Near
from samhandling.assessment.rules.subject import Subject
from samhandling.assessment.rules.subjects import subject_of
from samhandling.ground.faults import Refused
from samhandling.ground.places import place_name
from samhandling.ground.said import Said
from samhandling.ground.viewer import Viewer
from samhandling.office.kept import Kept
from samhandling.people.queries import actor_names
from samhandling.plan.queries import records_of
from samhandling.strategy.queries import document, strategies
from samhandling.strategy.rules.document import StrategyDocument

_readers: Kept[tuple[Reader, Said | None]] = Kept(20)
_near: Kept[Near] = Kept(20)


def reader(code: str, *, seen_by: Viewer) -> Reader:
    """A loaded strategy, or a shipped one that is not loaded, ready to read texts against. Raises: Refused with the ids to choose from."""
    return _made_ready(code, seen_by)[0]


def _made_ready(code: str, viewer: Viewer) -> tuple[Reader, Said | None]:
    """The reader with the model in use; and what is to be told where that is not the chosen one."""

    def make() -> tuple[Reader, Said | None]:
        subject(code, seen_by=viewer)
        used = models_kept.in_use(code)
        return reader_with(code, used.model, seen_by=viewer), used.broken

    return _readers.get((code, viewer.sight, models_kept.mark(code)), make)


def reader_with(code: str, model: Model | None, *, seen_by: Viewer) -> Reader:
    """A strategy ready to be read with one model, or without any. Raises: Refused with the ids to choose from."""
    found = subject(code, seen_by=seen_by)
    return reader_of(found, shipping.shipped_terms(found), model, shipping.parts())


def subject(code: str, *, seen_by: Viewer) -> Subject:
    """What texts are held against: the strategy as the rules need it. Raises: Refused with the ids to choose from."""

    def framework(wanted: str) -> StrategyDocument | None:
        try:
            return document(wanted, seen_by)
        except Refused:
            return None

    return subject_of(document(code, seen_by), framework)


def near_initiatives(code: str, *, seen_by: Viewer) -> Near | None:
    """The initiatives that a viewer may see, ready to be compared with texts; none where the strategy is not loaded."""
    if code not in {row.code for row in strategies(seen_by)}:
        return None
    return _near.get((code, seen_by.sight), lambda: Near(_initiatives(code, seen_by)), level=seen_by.level)


def _initiatives(code: str, viewer: Viewer) -> list[Known]:
    names = actor_names(seen_by=viewer)
    return [
        Known(
            record.id,
            record.title,
            record.purpose_sv,
            tuple(place_name(place) for place in record.municipalities),
            record.target_groups,
            tuple(names.get(owner, owner) for owner in record.owners),
        )
        for record in records_of(code, seen_by=viewer)
    ]


def assessment(text: str, *, strategy: str, seen_by: Viewer, fills: Sequence[Filled] = ()) -> Assessment:
    """Does the text contribute. Nothing is stored. Raises: Refused (no such strategy, an empty or far too long text)."""
    ready, broken = _made_ready(strategy, seen_by)
    found = assess(ready, text, near_initiatives(strategy, seen_by=seen_by), fills)
    return replace(found, notes=(*found.notes, broken)) if broken else found


def read_alone(text: str, *, strategy: str, seen_by: Viewer) -> Assessment:
    """The same without looking for what lies near: for many texts at once. Raises Refused like `assessment`."""
    return assess(reader(strategy, seen_by=seen_by), text)
