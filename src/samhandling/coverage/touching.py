"""Read: which initiatives have ever had to do with a focus area, now or before, by what they are and by what events tell of them."""

from samhandling.coverage.queries import known_records
from samhandling.ground.viewer import Viewer
from samhandling.office.kept import Kept
from samhandling.office.models import Event

_ever: Kept[dict[str, frozenset[str]]] = Kept(8)


def initiatives_touching(strategy: str, focus_area: str, *, seen_by: Viewer) -> tuple[str, ...]:
    """Codes of the initiatives that contribute to a focus area, or did; none for those who may not see working material."""
    if not seen_by.sees_internal:
        return ()
    ever = _ever.get(strategy, lambda: _read(strategy, seen_by), level=seen_by.level)
    return tuple(sorted(ever.get(focus_area, frozenset())))


def _read(strategy: str, viewer: Viewer) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for record in known_records(strategy, seen_by=viewer):
        for share in record.shares:
            found.setdefault(share.focus_area, set()).add(record.id)
    told = Event.objects.filter(subject="initiative", changes__has_key="shares").values_list("subject_id", "changes")
    for code, changes in told.iterator(chunk_size=1000):
        for side in changes["shares"]:
            for share in side or ():
                found.setdefault(share["focus_area"], set()).add(code)
    return {area: frozenset(codes) for area, codes in found.items()}
