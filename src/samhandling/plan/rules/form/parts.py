"""The parts that an initiative is edited in: which groups of fields each has, their texts, and how they are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from samhandling.ground.said import Said
from samhandling.plan.rules.form.activities import activity_texts, read_activities
from samhandling.plan.rules.form.days import read_decided, read_end, read_start, when_texts
from samhandling.plan.rules.form.money import money_texts, read_grants
from samhandling.plan.rules.form.plain import (
    openness_texts,
    read_kind,
    read_openness,
    read_target_groups,
    read_text,
    read_title,
    what_texts,
)
from samhandling.plan.rules.form.reader import Reader
from samhandling.plan.rules.form.shares import read_distribution, shares_texts
from samhandling.plan.rules.form.status import read_depends_on, read_told, status_texts
from samhandling.plan.rules.form.texts import Around, Reading, Texts, names_like, same_texts
from samhandling.plan.rules.form.where import read_places, where_texts
from samhandling.plan.rules.form.who import ROLE, read_names, read_roles, still_has_a_door, who_texts
from samhandling.plan.rules.plain import Plain


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are read together: their names (or what their names begin with), and the reader."""

    stems: tuple[str, ...]
    read: Reader


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form, by the word in its address. `groups`: as in `merging.GROUPS`."""

    word: str
    name: Said
    texts: Callable[[Plain, Around], Texts]
    groups: Mapping[str, Group]


def _alone(read: Reader, *stems: str) -> Group:
    return Group(stems, read)


PARTS: Mapping[str, Part] = {
    part.word: part
    for part in (
        Part(
            "vad",
            Said("Vad och varför", "What and why"),
            what_texts,
            {
                "title": _alone(read_title, "title"),
                "purpose_sv": _alone(read_text("purpose_sv"), "purpose_sv"),
                "purpose_en": _alone(read_text("purpose_en"), "purpose_en"),
                "kind": _alone(read_kind, "kind"),
                "target_groups": _alone(read_target_groups, "target_groups"),
                "note": _alone(read_text("note"), "note"),
            },
        ),
        Part(
            "nar",
            Said("När", "When"),
            when_texts,
            {"start": _alone(read_start, "start"), "end": _alone(read_end, "end"), "decided": _alone(read_decided, "decided")},
        ),
        Part(
            "vilka",
            Said("Vilka", "Who"),
            who_texts,
            {
                "owners": _alone(read_names("owners"), "owners"),
                "partners": _alone(read_names("partners"), "partners"),
                "roles": _alone(read_roles, ROLE.rstrip("-")),
            },
        ),
        Part(
            "var",
            Said("Var", "Where"),
            where_texts,
            {"places": _alone(read_places, "reach", "municipality", "other_municipalities", "counties")},
        ),
        Part("pengar", Said("Pengar", "Money"), money_texts, {"grants": _alone(read_grants, "grant")}),
        Part(
            "bidrar",
            Said("Bidrar till", "Contributes to"),
            shares_texts,
            {"distribution": _alone(read_distribution, "shares", "area", "share", "aspect")},
        ),
        Part(
            "aktiviteter",
            Said("Aktiviteter", "Activities"),
            activity_texts,
            {"activities": _alone(read_activities, "activity", "done_today")},
        ),
        Part(
            "status",
            Said("Beroenden och status", "Dependencies and status"),
            status_texts,
            {"depends_on": _alone(read_depends_on, "depends_on"), "told": _alone(read_told, "told")},
        ),
        Part("synlighet", Said("Synlighet", "Who may see it"), openness_texts, {"openness": _alone(read_openness, "openness")}),
    )
}
"""In the order of the page."""

PART_OF_GROUP: Mapping[str, str] = {group: part.word for part in PARTS.values() for group in part.groups}


def read_part(part: Part, texts: Texts, before: Plain, around: Around) -> Reading:
    """What a part's form says: only the groups whose texts were touched, with every fault at its field.

    `before` is what the form was opened with. An untouched field is left as exactly as it was known, and is never refused.
    """
    told, into = part.texts(before, around), Reading()
    for group in part.groups.values():
        if not same_texts(texts, told, names_like(texts, told, *group.stems)):
            group.read(texts, before, around, into)
    if part.word in ("vilka", "aktiviteter"):
        still_has_a_door({**before, **into.values}, around, into)
    return into
