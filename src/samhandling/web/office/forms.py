"""The forms that anyone can fill in: which fields, in which words, and what was filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from samhandling.ground.faults import Fault
from samhandling.ground.said import Said

NOTHING = Said("", "")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `kind`: text, email, date, long, choice, radio. `name` is what is sent."""

    name: str
    label: Said
    hint: Said = NOTHING
    kind: str = "text"
    optional: bool = False
    complete: str = ""


@dataclass(frozen=True, slots=True)
class TellForm:
    """What a kind of telling asks. `arrived` is its heading in the inbox."""

    kind: str
    address: str
    title: Said
    arrived: Said
    lead: Said
    fields: tuple[Field, ...]
    button: Said
    thanks: Said


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the page shows it: with what was filled in, what it may be chosen among, and what is wrong with it."""

    field: Field
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    suffix: str = ""

    @property
    def id(self) -> str:
        """Its id on the page; a page with several forms tells them apart by a suffix."""
        return f"{self.field.name}{self.suffix}"

    @property
    def described_by(self) -> str:
        """The ids of what a screen reader reads with the field."""
        ids = [f"{self.id}-hint"] if self.field.hint.sv else []
        return " ".join([*ids, f"{self.id}-fault"] if self.faults else ids)


def typed(request: HttpRequest, name: str) -> str:
    """What somebody wrote in a field: without spaces at the ends, and without the null character, which no database takes."""
    return request.POST.get(name, "").replace("\x00", "").strip()


def shown(
    fields: Iterable[Field],
    values: Mapping[str, str],
    choices: Mapping[str, tuple[tuple[str, str], ...]],
    faults: Iterable[Fault] = (),
    suffix: str = "",
) -> list[Shown]:
    """Every field with its value and its faults."""
    every = list(faults)
    return [
        Shown(
            one,
            values.get(one.name, ""),
            choices.get(one.name, ()),
            tuple(fault for fault in every if fault.location.column == one.name),
            suffix,
        )
        for one in fields
    ]


AREA = Field("insatsomrade", Said("Insatsområde", "Focus area"), kind="choice")
PLACE = Field("plats", Said("Plats", "Place"), kind="choice")
NAME = Field(
    "name",
    Said("Vem skriver?", "Who writes?"),
    Said("Ditt namn, och gärna organisationen.", "Your name, and preferably the organisation."),
    complete="name",
)
CONTACT = Field(
    "contact",
    Said("Hur når vi dig?", "How do we reach you?"),
    Said(
        "E-post eller telefon. Bara den som svarar ser det här på webbplatsen.",
        "E-mail or telephone. On the site only those who answer see this.",
    ),
    optional=True,
    complete="email",
)

EFFORT = TellForm(
    kind="effort",
    address="tell_effort",
    title=Said("Vi känner till en insats", "We know of an effort"),
    arrived=Said("Någon känner till en insats", "Somebody knows of an effort"),
    lead=Said(
        "Berätta om något som pågår, planeras eller nyss har avslutats och som inte syns i lägesbilden. Ett namn räcker för att börja.",
        "Tell us of something that is under way, planned or just ended and that the picture does not show. A name is enough to begin with.",
    ),
    fields=(
        Field(
            "title", Said("Vad heter insatsen, eller vad går den ut på?", "What is the effort called, or what is it about?"), kind="long"
        ),
        Field(
            "who",
            Said("Vem gör den?", "Who does it?"),
            Said("Till exempel en kommun, ett företag eller ett lärosäte.", "For instance a municipality, a company or a university."),
            optional=True,
        ),
        Field(
            "when",
            Said("När pågår den?", "When does it run?"),
            Said("Så gott du vet, till exempel hösten 2024 till juni 2026.", "As far as you know, for instance autumn 2024 to June 2026."),
            optional=True,
        ),
        Field(
            "where",
            Said("Var märks den?", "Where is it felt?"),
            Said("Till exempel vilka kommuner eller orter.", "For instance which municipalities or towns."),
            optional=True,
        ),
        AREA,
        PLACE,
        NAME,
        CONTACT,
    ),
    button=Said("Skicka in", "Send"),
    thanks=Said("Tack, nu vet vi om insatsen", "Thank you, now we know of the effort"),
)

JUDGEMENT = TellForm(
    kind="judgement",
    address="tell_judgement",
    title=Said("Lämna vår bedömning", "Give our judgement"),
    arrived=Said("Någon har lämnat en bedömning", "Somebody has given a judgement"),
    lead=Said(
        "Lägesbilden är uträknad. Behövs ingen insats just nu, löses frågan på annat sätt, eller stämmer inte bilden? Skriv vad ni ser.",
        "The picture is computed. Is no effort needed now, is the matter handled elsewhere, or is the picture wrong? Write what you see.",
    ),
    fields=(
        AREA,
        PLACE,
        Field("reason", Said("Vad bedömer ni, och varför?", "What do you judge, and why?"), kind="long"),
        NAME,
        CONTACT,
    ),
    button=Said("Skicka in", "Send"),
    thanks=Said("Tack för er bedömning", "Thank you for your judgement"),
)

CONVERSATION = TellForm(
    kind="conversation",
    address="tell_conversation",
    title=Said("Starta ett samtal", "Start a conversation"),
    arrived=Said("Någon vill prata", "Somebody wants to talk"),
    lead=Said(
        "Vill du göra något tillsammans med andra? Allt börjar med ett samtal: vem vill göra något, och varför?",
        "Do you want to do something together with others? It all begins with a conversation: who wants to do something, and why?",
    ),
    fields=(
        AREA,
        PLACE,
        Field("reason", Said("Vad vill ni prata om?", "What do you want to talk about?"), kind="long"),
        Field("who", Said("Vilka borde vara med?", "Who should take part?"), optional=True),
        NAME,
        CONTACT,
    ),
    button=Said("Skicka in", "Send"),
    thanks=Said("Tack, nu har samtalet börjat", "Thank you, the conversation has begun"),
)

ANSWER = Field("answer", Said("Ditt svar, och varför", "Your answer, and why"), kind="long")

JUDGING = (
    Field("verdict", Said("Bedömningen", "The judgement"), kind="radio"),
    Field("reason", Said("Skäl", "Reason"), kind="long"),
    Field("name", Said("Vem bedömer?", "Who judges?")),
    Field("reference", Said("Beslut eller handling", "Decision or document"), optional=True),
    Field("review", Said("Ses över senast", "To be reviewed by"), kind="date", optional=True),
)
"""What a judgement needs, once it is taken up. To decline it takes only a word why."""

FORMS: Mapping[str, TellForm] = {form.kind: form for form in (EFFORT, JUDGEMENT, CONVERSATION)}
