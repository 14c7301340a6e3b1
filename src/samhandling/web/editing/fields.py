"""The fields of the parts that are plain: in which words they ask, and what they may be chosen among."""

from collections.abc import Mapping

from samhandling.ground.said import Language, Said
from samhandling.plan.rules.record import ActivityKind
from samhandling.plan.rules.words import OPENNESS_NAMES, TOLD_NAMES
from samhandling.web.office.forms import Field
from samhandling.web.plan.words import KINDS, MONEY, REACHES

Choices = tuple[tuple[str, str], ...]

VAGUE = Said(
    "Skriv så exakt du vet: 2024, Q3 2024, mars 2025 eller 2025-03-14.",
    "Write it as exactly as you know it: 2024, Q3 2024, March 2025 or 2025-03-14.",
)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "vad": (
        Field("title", Said("Vad heter insatsen?", "What is the initiative called?")),
        Field(
            "purpose_sv",
            Said("Vad ska göras, och varför?", "What is to be done, and why? (in Swedish)"),
            Said("Några meningar räcker.", "A few sentences will do."),
            "long",
            optional=True,
        ),
        Field(
            "purpose_en", Said("Samma sak på engelska", "The same in English"), kind="long", optional=True
        ),
        Field("kind", Said("Typ", "Kind"), kind="choice"),
        Field(
            "target_groups",
            Said("Vilka är den till för?", "Whom is it for?"),
            Said("En målgrupp per rad.", "One target group a line."),
            "long",
            optional=True,
        ),
        Field("note", Said("Anmärkning", "Note"), kind="long", optional=True),
    ),
    "nar": (
        Field("start", Said("När börjar den?", "When does it begin?"), VAGUE, optional=True),
        Field(
            "end",
            Said("När slutar den?", "When does it end?"),
            Said("På samma sätt. Ett ordinarie uppdrag kan pågå ”tills vidare”.",
                 "In the same way. A standing commitment may go on “until further notice”."),
            optional=True,
        ),
        Field("decided", Said("När beslutades den?", "When was it decided?"), optional=True),
    ),
    "synlighet": (Field("openness", Said("Vem får se insatsen?", "Who may see the initiative?"), kind="radio"),),
    "status": (
        Field(
            "told",
            Said("Hur går det?", "How does it go?"),
            Said("Låt aktiviteterna och datumen avgöra, eller ange något annat och skriv varför.",
                 "Let the activities and days decide, or tell something else and write why."),
            "choice",
        ),
        Field("told-reason", Said("Skäl", "Reason"), kind="long", optional=True),
        Field(
            "told-instead",
            Said("Ersatt av", "Superseded by"),
            Said("Ärendenumret på den insats som har tagit över.", "The case number of the initiative that has taken over."),
            optional=True,
        ),
    ),
    "var": (
        Field("reach", Said("Hur långt når insatsen?", "How wide does it reach?"), kind="radio"),
        Field(
            "other_municipalities",
            Said("Andra kommuner", "Other municipalities"),
            Said("Med komma emellan.", "With commas between."),
            optional=True,
        ),
        Field("counties", Said("Län", "Counties"), Said("Med komma emellan.", "With commas between."), optional=True),
    ),
}  # fmt: skip

COMPUTED = Said("Beräknas av aktiviteter och datum", "Computed from activities and days")
ACTIVITY_KINDS: Mapping[str, Said] = {
    ActivityKind.ACTIVITY.value: Said("Aktivitet", "Activity"),
    ActivityKind.MILESTONE.value: Said("Milstolpe", "Milestone"),
}
LEADS: Mapping[str, Said] = {
    "vilka": Said(
        "Skriv namnet på en organisation i varje ruta. Töm rutan för att ta bort den. En roll som ingen har får stå tom.",
        "Write the name of an organisation in each box. Clear the box to take it away. A role that nobody has may be left empty.",
    ),
    "pengar": Said(
        "Ett belopp per rad, till exempel 1 250 000 eller 1,25 mkr. Är beloppet inte känt, skriv okänt. Töm raden för att ta bort den.",
        "One amount a row, for instance 1 250 000 or 1.25 mkr. If the amount is not known, write unknown. Clear the row to remove it.",
    ),
    "bidrar": Said(
        "Hur stor del av insatsen hör till vilket insatsområde? Andelarna får tillsammans vara högst 100 procent. Resten ligger utanför.",
        "How large a part of the initiative belongs to which focus area? Together at most 100 per cent. The rest lies outside.",
    ),
    "aktiviteter": Said(
        "Slutet får vara ungefärligt: 2025, Q3 2025 eller mars 2025. Dagarna visar om insatsen är i tid.",
        "The end may be vague: 2025, Q3 2025 or March 2025. The days tell whether the initiative is on time.",
    ),
    "var": Said("Välj hur långt insatsen når, och vilka platser den nämner.", "Choose how wide it reaches, and the places that it names."),
}


def choices_in(language: Language) -> Mapping[str, Choices]:
    """What the fields may be chosen among."""
    return {
        "kind": _choices(KINDS, language),
        "openness": _choices({key: _capital(said) for key, said in OPENNESS_NAMES.items()}, language),
        "told": (("", COMPUTED.in_(language)), *_choices({key: _capital(said) for key, said in TOLD_NAMES.items()}, language)),
        "reach": _choices(REACHES, language),
        "money": _choices(MONEY, language),
        "activity": _choices(ACTIVITY_KINDS, language),
    }


def _choices(names: Mapping[str, Said], language: Language) -> Choices:
    return tuple((value, said.in_(language)) for value, said in names.items())


def _capital(said: Said) -> Said:
    return Said(said.sv[:1].upper() + said.sv[1:], said.en[:1].upper() + said.en[1:])
