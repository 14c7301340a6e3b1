"""Read: how initiatives differ between working material and a picture that was shared or published, value by value."""

from collections.abc import Sequence
from dataclasses import dataclass

from samhandling.ground.viewer import Level, Viewer
from samhandling.plan.actions.publishing import PRIVATE
from samhandling.plan.models import Initiative, Shown
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.showing import may_be_shown, unpublished
from samhandling.plan.storing import batches, load

NEW, CHANGED, GONE = "new", "changed", "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """An initiative that a new picture would show otherwise. `before`, `after`: plain values, `None` where the one does not show it.

    `why`: of one that is gone: merged (into `instead`), hidden, removed.
    """

    code: str
    title: str
    kind: str
    before: Plain | None
    after: Plain | None
    why: str = ""
    instead: str = ""


def differing(strategy: str, level: Level, *, seen_by: Viewer) -> list[tuple[str, str]]:
    """(code, what happens to it) of all that a new picture of a level would change: new, changed, gone. For those who see working material."""
    found = unpublished(strategy_key(strategy), level, seen_by=seen_by)
    return [*((code, NEW) for code in found.new), *((code, CHANGED) for code in found.changed), *((code, GONE) for code in found.gone)]


def differences(chosen: Sequence[tuple[str, str]], strategy: str, level: Level, *, seen_by: Viewer) -> list[Difference]:
    """The same with the values before and after, in the same order."""
    if not seen_by.sees_internal:
        return []
    key = strategy_key(strategy)
    before: dict[str, Plain] = {}
    after: dict[str, Plain] = {}
    gone: dict[str, tuple[str, str]] = {}
    private = PRIVATE if level is Level.PUBLISHED else {}
    for some in batches([code for code, _ in chosen]):
        shown = Shown.objects.filter(strategy_id=key, level=level.value, code__in=some, merged_into="")
        before.update(shown.values_list("code", "values"))
        now = may_be_shown(level).filter(code__in=some, merged_into=None)
        after.update({record.id: {**to_plain(record), **private} for _, record in load(now, key)})
        rows = Initiative.objects.filter(code__in=some).values_list("code", "title", "merged_into__code")
        gone.update({code: (title, into or "") for code, title, into in rows})
    return [_difference(code, kind, before.get(code), after.get(code), gone.get(code)) for code, kind in chosen]


def _difference(code: str, kind: str, before: Plain | None, after: Plain | None, now: tuple[str, str] | None) -> Difference:
    title = str((after or before or {}).get("title") or (now[0] if now else code))
    if kind != GONE:
        return Difference(code, title, kind, before, after)
    why = "removed" if now is None else "merged" if now[1] else "hidden"
    return Difference(code, title, kind, before, None, why, now[1] if now else "")


def kept_back(*, seen_by: Viewer) -> dict[str, int]:
    """How many initiatives are kept from visitors by whoever looks after them: internal, shared. For those who see working material."""
    if not seen_by.sees_internal:
        return {}
    apart = Initiative.objects.filter(merged_into=None).order_by()
    return {name: apart.filter(visibility=name).count() for name in ("internal", "shared")}
