"""The fields of the plan's forms, and how they are read."""

from collections.abc import Mapping
from datetime import date

from samhandling.ground.faults import Fault, Location
from samhandling.ground.said import Said
from samhandling.web.office.forms import Field

FRAME = (
    Field("title", Said("Planens namn", "The plan's name"), Said("Till exempel Handlingsplan 2024-2026.", "For instance Action plan 2024-2026.")),
    Field("valid_from", Said("Gäller från", "In force from"), kind="date"),
    Field("valid_to", Said("Gäller till", "In force until"), kind="date"),
    Field("about", Said("Inledning", "Introduction"), Said("Vad planen är och hur den kom till.", "What the plan is and how it came about."), kind="long", optional=True),
)  # fmt: skip

AREA = (
    Field("priority", Said("Prioritet", "Priority"), kind="radio"),
    Field("decision", Said("Beslut eller inriktning", "Decision or direction"), kind="long", optional=True),
    Field("reason", Said("Skäl", "Reason"), kind="long", optional=True),
)
MORE = Field(
    "more",
    Said("Fler insatser", "More initiatives"),
    Said("Ärendenummer med komma emellan.", "Case numbers with commas between."),
    optional=True,
)

ADOPTION = (
    Field("adopted_on", Said("Antagen den", "Adopted on"), kind="date"),
    Field("decided_by", Said("Vem har beslutat?", "Who has decided?"), Said("Till exempel Regionala utvecklingsnämnden.", "For instance the committee's name.")),
    Field("reference", Said("Var står beslutet?", "Where does the decision stand?"), Said("Till exempel § 45, dnr RUN 2024-0123.", "For instance § 45.")),
)  # fmt: skip

ABOUT = Field("focus_area", Said("Vad gäller synpunkten?", "What is the comment about?"), kind="choice")
FOR = Field("actor", Said("För vilken aktör?", "For which actor?"), kind="choice")
TEXT = Field("text", Said("Din synpunkt", "Your comment"), kind="long")


def day_of(sent: Mapping[str, str], name: str, faults: list[Fault]) -> date:
    """A day of a form; where it is none, that is told among the faults, and any day is given."""
    try:
        return date.fromisoformat(sent[name])
    except ValueError:
        expected = Said("En dag som finns, till exempel 2026-01-31.", "A day that exists, for instance 2026-01-31.")
        faults.append(Fault(Location(column=name), sent[name][:80], expected, Said("Skriv den.", "Write it.")))
        return date(2000, 1, 1)
