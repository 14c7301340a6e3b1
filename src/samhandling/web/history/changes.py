"""From what to what, in words: an act's fields by the groups that change together, as they stood before it and after it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from samhandling.coverage.rules.sentences import VERDICT_WORDS
from samhandling.coverage.rules.verdict import Verdict
from samhandling.ground.said import Said, same
from samhandling.office.queries import EventRow
from samhandling.plan.rules.bulk_wish import GROUP_OF
from samhandling.plan.rules.merging import GROUPS
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.rules.words import GROUP_NAMES, UNKNOWN, in_words
from samhandling.web.about.term_words import name_of, value_said
from samhandling.web.history.verbs import COMMENT_KINDS, FIELDS, STATES
from samhandling.web.people.words import role_said

LONGEST = 240
"""Characters of a value on a page; the export has it whole."""

NO = frozenset({"", UNKNOWN.sv})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `before`, `after` are empty where nothing was known. `is_fact`: a heading and what stands under it."""

    field: str
    name: Said
    before: Said
    after: Said
    is_fact: bool = False

    def said(self, longest: int | None = LONGEST) -> Said:
        """A whole sentence: changed from what to what; set; or taken away."""
        before, after = _cut(self.before, longest), _cut(self.after, longest)
        name = self.name
        if self.is_fact:
            return _fact(name, before, after)
        if before.sv in NO:
            return Said(f"Satte {name.sv} till {after.sv}.", f"Set {name.en} to {after.en}.")
        if after.sv in NO:
            return Said(f"Tog bort {name.sv}; förut {before.sv}.", f"Took away {name.en}; before, {before.en}.")
        return Said(f"Ändrade {name.sv} från {before.sv} till {after.sv}.", f"Changed {name.en} from {before.en} to {after.en}.")


def _fact(name: Said, before: Said, after: Said) -> Said:
    if not after.sv:
        return Said(f"{name.sv}: inte längre {before.sv}.", f"{name.en}: no longer {before.en}.")
    if not before.sv:
        return Said(_ended(f"{name.sv}: {after.sv}"), _ended(f"{name.en}: {after.en}"))
    return Said(f"{name.sv}: {after.sv}, förut {before.sv}.", f"{name.en}: {after.en}, before {before.en}.")


def _ended(text: str) -> str:
    """With one full stop: what people wrote may have its own."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def group_changes(before: Mapping[str, Any], after: Mapping[str, Any], actors: Mapping[str, str]) -> list[Change]:
    """Every group of an initiative's fields that differs between two of its plain values, old and new in words."""
    found = []
    for group, names in GROUPS.items():
        parts = [{name: values[name] for name in names} for values in (before, after)]
        if parts[0] != parts[1]:
            old, new = (group_said(group, part, actors) for part in parts)
            if old != new:
                found.append(Change(group, GROUP_NAMES[group], old, new))
    return found


def group_said(group: str, part: Plain, actors: Mapping[str, str]) -> Said:
    """A group's value in words, actors by their names."""
    if group in ("owners", "partners"):
        return same(", ".join(actors.get(code, code) for code in part[group])) if part[group] else UNKNOWN
    if group == "roles":
        part = {"roles": [[role, actors.get(code, code)] for role, code in part["roles"]]}
    if group == "title":
        return same(f"”{part['title']}”") if part["title"] else UNKNOWN
    return in_words(group, part)


class Rolled:
    """Initiatives rolled back, act by act, the latest first: so that a date is told as exactly as it was known at that time."""

    def __init__(self, now: Mapping[str, InitiativeRecord]) -> None:
        self._now = now
        self._then: dict[str, Plain] = {}

    def back(self, event: EventRow) -> tuple[Plain, Plain]:
        """(the values before the act, the values after it). What is no longer known stands as unknown."""
        code = event.subject_id
        if code not in self._then:
            self._then[code] = to_plain(self._now.get(code) or InitiativeRecord(code, ""))
        known = self._then[code]
        pairs = {name: pair for name, pair in event.changes.items() if name in known}
        after = {**known, **{name: pair[1] for name, pair in pairs.items()}}
        before = {**after, **{name: pair[0] for name, pair in pairs.items()}}
        if event.verb == "initiative.added":
            before = {**before, "title": ""}
        self._then[code] = before
        return before, after


States = Callable[[EventRow], tuple[Plain, Plain]]
"""An act on an initiative → the initiative's values before it, and after it."""


def changes_of(event: EventRow, states: States, actors: Mapping[str, str]) -> list[Change]:
    """What an act changed, in words."""
    if event.subject == "rules":
        return [_rule_change(name, pair, actors) for name, pair in event.changes.items()]
    if event.subject != "initiative":
        return [_change(name, pair, actors) for name, pair in event.changes.items() if name not in _TOLD_ELSEWHERE.get(event.subject, ())]
    before, after = states(event)
    rest = [_change(name, pair, actors) for name, pair in event.changes.items() if name not in before]
    return [*group_changes(_whole(before), _whole(after), actors), *rest]


_TOLD_ELSEWHERE = {"comment": ("initiative",), "suggestion": ("initiative",)}
"""Fields that the act's own thing tells already."""


def _whole(values: Plain) -> Plain:
    """A value that should always be there, where an act tells that it was not: as nothing is known of it."""
    blank = to_plain(InitiativeRecord("", ""))
    return {
        name: blank[name] if value is None and name in ("kind", "stage", "reach", "basis", "openness") else value
        for name, value in values.items()
    }


def _change(name: str, pair: Any, actors: Mapping[str, str]) -> Change:
    # A field of a part says which part: "A1a.priority".
    part, _, field = name.rpartition(".")
    before, after = (_value(field, value, actors) for value in _pair(pair))
    heading = FIELDS.get(field, same(field.replace("_", " ").capitalize()))
    said = Said(f"{part}, {heading.sv.lower()}", f"{part}, {heading.en.lower()}") if part else heading
    return Change(name, said, before, after, is_fact=True)


def _rule_change(name: str, pair: Any, actors: Mapping[str, str]) -> Change:
    """A term of the rules in its own words; the reason as any other field."""
    if name in FIELDS:
        return _change(name, pair, actors)
    before, after = (value_said(name, str(value or "")) for value in _pair(pair))
    return Change(name, name_of(name), before, after, is_fact=True)


def _pair(pair: Any) -> tuple[Any, Any]:
    return (pair[0], pair[1]) if isinstance(pair, list | tuple) and len(pair) == 2 else (None, pair)


def _value(name: str, value: Any, actors: Mapping[str, str]) -> Said:
    if value is None or value == "" or value == []:
        return same("")
    if isinstance(value, bool):
        return Said("ja", "yes") if value else Said("nej", "no")
    if isinstance(value, list):
        every = [_value(name, one, actors) for one in value]
        return Said(", ".join(one.sv for one in every), ", ".join(one.en for one in every))
    text = str(value)
    if name in ("roles", "role", "claimed_roles"):
        return role_said(text)
    if name in ("actor", "actors", "claimed_actors"):
        return same(actors.get(text, text))
    if name == "field" and text in GROUP_OF:
        return GROUP_NAMES[GROUP_OF[text]]
    if name == "state" and text in STATES:
        return STATES[text]
    if name == "verdict" and text in set(Verdict):
        said = VERDICT_WORDS[Verdict(text)]
        return Said(f"”{said.sv}”", f"“{said.en}”")
    return COMMENT_KINDS.get(text, same(text)) if name == "kind" else same(text)


def _cut(said: Said, longest: int | None) -> Said:
    if longest is None:
        return said
    return Said(*(text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…" for text in (said.sv, said.en)))
