"""The workbook that goes to a desk and comes back: its sheets, and the columns of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samhandling.ground.said import Said
from samhandling.plan.rules.record import ActivityKind, MoneyKind, Reach
from samhandling.plan.rules.words import KIND_NAMES, STAGE_NAMES, TOLD_NAMES

INITIATIVES = Said("Insatser", "Initiatives")
ACTIVITIES = Said("Aktiviteter", "Activities")
IDEAS = Said("Nya idéer", "New ideas")
HOW = Said("Så här gör du", "How to")
LISTS = Said("Listor", "Lists")

Words = Mapping[str, Said]

YES_NO: Words = {"yes": Said("ja", "yes"), "no": Said("nej", "no")}
REACH_NAMES: Words = {
    Reach.NAMED.value: Said("namngivna kommuner", "named municipalities"),
    Reach.COUNTY.value: Said("hela län", "whole counties"),
    Reach.NATION.value: Said("hela landet", "the whole nation"),
    Reach.UNKNOWN.value: Said("okänd", "unknown"),
}
ACTIVITY_NAMES: Words = {
    ActivityKind.ACTIVITY.value: Said("aktivitet", "activity"),
    ActivityKind.MILESTONE.value: Said("milstolpe", "milestone"),
}
MONEY_NAMES: Words = {
    MoneyKind.APPLIED_FOR.value: Said("Sökt (kr)", "Applied for (SEK)"),
    MoneyKind.GRANTED.value: Said("Beviljat (kr)", "Granted (SEK)"),
    MoneyKind.CO_FINANCED.value: Said("Medfinansierat (kr)", "Co-financed (SEK)"),
    MoneyKind.PAID_OUT.value: Said("Utbetalt (kr)", "Paid out (SEK)"),
    MoneyKind.PAID_BACK.value: Said("Återbetalt (kr)", "Paid back (SEK)"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `group`: which fields it belongs to (as in `merging.GROUPS`); `reads`: text, word, day, last_day, amount, share.

    `words`: the choices, value → as it is written. `listed`: the list that the cell may be chosen from, where there is one.
    """

    key: str
    heading: Said
    width: int
    group: str = ""
    reads: str = "text"
    words: Words | None = None
    listed: str = ""
    is_locked: bool = False


CODE = Column("id", Said("Ärendenummer", "Case number"), 16, is_locked=True)
VERSION = Column("version", Said("Version", "Version"), 8, is_locked=True)


def _when(key: str, heading: Said, group: str) -> Column:
    return Column(key, heading, 14, group, "last_day" if key == "end" else "day")


def money_key(kind: str) -> str:
    """The column of a kind of money."""
    return f"money-{kind}"


def share_key(area: str) -> str:
    """The column of a focus area's share."""
    return f"share-{area}"


def initiative_columns(areas: Sequence[tuple[str, Said]]) -> tuple[Column, ...]:
    """The columns of the initiatives' sheet. `areas`: focus areas with their short names, in the strategy's order."""
    money = [Column(money_key(kind), said, 16, "grants", "amount") for kind, said in MONEY_NAMES.items()]
    shares = [Column(share_key(code), Said(f"{code} {name.sv}", f"{code} {name.en}"), 13, "distribution", "share") for code, name in areas]
    return (
        CODE,
        VERSION,
        Column("title", Said("Namn", "Name"), 44, "title"),
        Column("stage", Said("Steg", "Stage"), 14, "stage", "word", STAGE_NAMES, "stage"),
        Column("kind", Said("Typ", "Kind"), 20, "kind", "word", KIND_NAMES, "kind"),
        _when("start", Said("Start", "Start"), "start"),
        _when("end", Said("Slut", "End"), "end"),
        Column("reach", Said("Räckvidd", "Reach"), 20, "places", "word", REACH_NAMES, "reach"),
        Column("municipalities", Said("Kommuner", "Municipalities"), 24, "places", listed="municipality"),
        Column("counties", Said("Län", "Counties"), 24, "places"),
        *money,
        Column("outside", Said("Utanför insatsområdena", "Outside the focus areas"), 14, "distribution", "word", YES_NO, "yes_no"),
        *shares,
        Column("purpose_sv", Said("Beskrivning", "Description"), 60, "purpose_sv"),
        Column("target_groups", Said("Målgrupper (en på varje rad)", "Target groups (one a line)"), 30, "target_groups"),
        Column("told", Said("Angiven status", "Told status"), 22, "told", "word", TOLD_NAMES, "told"),
        Column("told-reason", Said("Skäl till statusen", "Reason for the status"), 36, "told"),
        Column("told-instead", Said("Ersatt av (ärendenummer)", "Superseded by (case number)"), 18, "told"),
    )


ACTIVITY_COLUMNS: tuple[Column, ...] = (
    Column("id", CODE.heading, 16, listed="code"),
    VERSION,
    Column("activity", Said("Aktivitetens nummer", "Number of the activity"), 14, is_locked=True),
    Column("title", Said("Aktivitet", "Activity"), 48, "activities"),
    Column("kind", Said("Typ", "Kind"), 14, "activities", "word", ACTIVITY_NAMES, "activity_kind"),
    Column("start", Said("Start", "Start"), 14, "activities", "day"),
    Column("end", Said("Slut", "End"), 14, "activities", "last_day"),
    Column("done", Said("Klar (dag)", "Done (day)"), 14, "activities", "day"),
    Column("responsible", Said("Ansvarig", "Responsible"), 30, "activities"),
)

IDEA_COLUMNS: tuple[Column, ...] = (
    Column("title", Said("Namn", "Name"), 44, "title"),
    Column("kind", Said("Typ", "Kind"), 20, "kind", "word", KIND_NAMES, "kind"),
    Column("area", Said("Insatsområde", "Focus area"), 34, "distribution", listed="area"),
    Column("start", Said("Start", "Start"), 14, "start", "day"),
    Column("end", Said("Slut", "End"), 14, "end", "last_day"),
    Column("municipalities", Said("Kommuner", "Municipalities"), 24, "places", listed="municipality"),
    Column("purpose_sv", Said("Beskrivning", "Description"), 60, "purpose_sv"),
    Column("target_groups", Said("Målgrupper (en på varje rad)", "Target groups (one a line)"), 30, "target_groups"),
)
