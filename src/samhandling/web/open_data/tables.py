"""The tables of the open data: their columns, in both languages, and which columns tell one row from another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samhandling.ground.said import Said


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `kind` is a type of Frictionless Table Schema: string, integer, number, boolean, date, datetime."""

    name: str
    kind: str
    said: Said


@dataclass(frozen=True, slots=True)
class Layout:
    """A table without its rows. `key`: how many of the first columns tell a row from every other."""

    name: str
    said: Said
    tells: Said
    key: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows; each row a value for each column: text, int, bool or None."""

    layout: Layout
    rows: Sequence[Sequence[Any]]


def _text(name: str, sv: str, en: str) -> Column:
    return Column(name, "string", Said(sv, en))


def _whole(name: str, sv: str, en: str) -> Column:
    return Column(name, "integer", Said(sv, en))


def _number(name: str, sv: str, en: str) -> Column:
    return Column(name, "number", Said(sv, en))


def _day(name: str, sv: str, en: str) -> Column:
    return Column(name, "date", Said(sv, en))


STRATEGY = _text("strategy", "Strategins id", "The strategy's id")
INITIATIVE = _text("initiative", "Insatsens ärendenummer", "The initiative's case number")
AREA = _text("focus_area", "Insatsområdets kod", "The focus area's code")
NAME_SV = _text("name_sv", "Namn på svenska", "Name in Swedish")
NAME_EN = _text("name_en", "Namn på engelska", "Name in English")

STRATEGIES = Layout(
    "strategies",
    Said("Strategier", "Strategies"),
    Said("Strategier och ramverk som är inlästa.", "Strategies and frameworks that are loaded."),
    1,
    (
        _text("id", "Strategins id", "The strategy's id"),
        _text("kind", "Strategi eller ramverk", "Strategy or framework"),
        _text("edition", "Utgåva", "Edition"),
        _text("title_sv", "Titel på svenska", "Title in Swedish"),
        _text("title_en", "Titel på engelska", "Title in English"),
        _day("valid_from", "Gäller från", "Valid from"),
        _day("valid_to", "Gäller till", "Valid until"),
        _text("place", "Platsens kod (SCB)", "The place's code (SCB)"),
    ),
)
FOCUS_AREAS = Layout(
    "focus_areas",
    Said("Insatsområden", "Focus areas"),
    Said("Strategins insatsområden, i strategins ordning.", "The strategy's focus areas, in its order."),
    2,
    (
        STRATEGY,
        _text("code", "Kod", "Code"),
        NAME_SV,
        NAME_EN,
        _text("area", "Det strategiska områdets kod", "The code of the area above it"),
        _text("area_name_sv", "Det strategiska områdets namn på svenska", "The name of the area above it in Swedish"),
        _text("area_name_en", "Det strategiska områdets namn på engelska", "The name of the area above it in English"),
    ),
)
ASPECTS = Layout(
    "aspects",
    Said("Delområden", "Aspects"),
    Said("Vad varje insatsområde består av.", "What each focus area consists of."),
    3,
    (STRATEGY, AREA, _text("code", "Kod", "Code"), NAME_SV, NAME_EN),
)
INITIATIVES = Layout(
    "initiatives",
    Said("Insatser", "Initiatives"),
    Said(
        "En rad för varje publicerad insats. Tomt betyder okänt, aldrig noll.",
        "A row for each published initiative. Empty means unknown, never zero.",
    ),
    2,
    (
        STRATEGY,
        _text("id", "Ärendenummer", "Case number"),
        _text("title", "Namn", "Name"),
        _text("kind", "Typ av insats", "Kind of initiative"),
        _text("stage", "Steg: idea, samtal, samsyn, samarbete, samhandling", "Stage: idea, samtal, samsyn, samarbete, samhandling"),
        _text("progress", "Hur det går den dag som filen är gjord", "How it goes on the day of the file"),
        _day("start", "Första dag", "First day"),
        _text(
            "start_precision",
            "Hur noga starten är känd: day, month, quarter, year",
            "How exactly the start is known: day, month, quarter, year",
        ),
        _day("end", "Sista dag", "Last day"),
        _text("end_precision", "Hur noga slutet är känt", "How exactly the end is known"),
        _day("not_before", "Börjar tidigast, när starten är okänd", "Begins no earlier, where the start is unknown"),
        _day("not_after", "Slutar senast, när slutet är okänt", "Ends no later, where the end is unknown"),
        _day("decided", "Beslutsdag", "Day of the decision"),
        _text("decided_precision", "Hur noga beslutsdagen är känd", "How exactly the day of the decision is known"),
        _text("reach", "Räckvidd: named, county, nation, unknown", "Reach: named, county, nation, unknown"),
        _text("basis", "Vad fördelningen vilar på", "What the distribution rests on"),
        _number("granted_sek", "Beviljade medel, kronor", "Granted, SEK"),
        _text("target_groups", "Målgrupper, med | emellan", "Target groups, with | between"),
        _text("purpose_sv", "Syfte på svenska", "Purpose in Swedish"),
        _text("purpose_en", "Syfte på engelska", "Purpose in English"),
        _text("source", "Källa", "Source"),
    ),
)
CONTRIBUTIONS = Layout(
    "contributions",
    Said("Fördelning på insatsområden", "Contributions"),
    Said(
        "Vilka insatsområden varje insats bidrar till, och med hur stor del.",
        "Which focus areas each initiative contributes to, and how much.",
    ),
    3,
    (
        STRATEGY,
        INITIATIVE,
        AREA,
        _text(
            "share",
            "Andel, exakt: 1/3. Tomt där områden är nämnda utan andel",
            "Share, exact: 1/3. Empty where areas are named without shares",
        ),
        _text("aspects", "Delområdenas koder, med | emellan", "Codes of aspects, with | between"),
        _text("said_by", "Vem som säger det: document, person, system", "Who says so: document, person, system"),
        Column("confirmed", "boolean", Said("Bekräftad av en person", "Confirmed by a person")),
    ),
)
GRANTS = Layout(
    "grants",
    Said("Pengar", "Money"),
    Said(
        "Sökta, beviljade, medfinansierade, utbetalade och återbetalade belopp.",
        "Amounts applied for, granted, co-financed, paid out and paid back.",
    ),
    3,
    (
        STRATEGY,
        INITIATIVE,
        _whole("number", "Beloppets nummer inom insatsen", "The amount's number within the initiative"),
        _text("financier", "Finansiär", "Financier"),
        _text(
            "kind",
            "Vilket steg: applied_for, granted, co_financed, paid_out, paid_back",
            "Which step: applied_for, granted, co_financed, paid_out, paid_back",
        ),
        _number("amount_sek", "Belopp, kronor. Tomt betyder okänt", "Amount, SEK. Empty means unknown"),
    ),
)
PLACES = Layout(
    "places",
    Said("Platser", "Places"),
    Said(
        "Län som insatsen arbetar i och kommuner som den nämner.", "Counties that the initiative works in and municipalities that it names."
    ),
    3,
    (
        STRATEGY,
        INITIATIVE,
        _text("place", "Platsens kod (SCB)", "The place's code (SCB)"),
        _text("name", "Platsens namn", "The place's name"),
    ),
)
PARTICIPATIONS = Layout(
    "participations",
    Said("Medverkande", "Participations"),
    Said("Vilka aktörer som äger, medverkar och har roller i insatserna.", "Which actors own the initiatives, take part, and have roles."),
    4,
    (
        STRATEGY,
        INITIATIVE,
        _text("actor", "Aktörens kod", "The actor's code"),
        _text("role", "owner, partner, eller strategins ord för rollen", "owner, partner, or the strategy's word for the role"),
    ),
)
ACTIVITIES = Layout(
    "activities",
    Said("Aktiviteter", "Activities"),
    Said("Aktiviteter och milstolpar i insatserna.", "Activities and milestones of the initiatives."),
    3,
    (
        STRATEGY,
        INITIATIVE,
        _text("id", "Aktivitetens id inom insatsen", "The activity's id within the initiative"),
        _text("title", "Vad som görs", "What is done"),
        _text("kind", "activity eller milestone", "activity or milestone"),
        _day("start", "Första dag", "First day"),
        _day("end", "Sista dag", "Last day"),
        _day("done", "Klar den", "Done on"),
        _text("responsible", "Den ansvariga aktörens kod", "The responsible actor's code"),
    ),
)
ACTORS = Layout(
    "actors",
    Said("Aktörer", "Actors"),
    Said("Organisationer som har en del i något som är publicerat.", "Organisations with a part in what is published."),
    1,
    (
        _text("code", "Kod", "Code"),
        _text("name", "Namn", "Name"),
        _text("type", "Typ av organisation", "Type of organisation"),
        _text("municipality", "Kommunkod (SCB)", "Code of the municipality (SCB)"),
    ),
)
COVERAGE = Layout(
    "coverage",
    Said("Lägesbilden", "The coverage picture"),
    Said(
        "Läget i varje insatsområde den dag som filen är gjord. ”missing” betyder att ingen pågående insats är känd i underlaget.",
        "The status of each focus area on the day of the file. “missing” means that no effort under way is known in the material.",
    ),
    2,
    (
        STRATEGY,
        AREA,
        _text("status", "covered, partly, missing, insufficient", "covered, partly, missing, insufficient"),
        _text("reasons", "Regler som gav läget, med | emellan", "Rules that gave the status, with | between"),
        _day("on", "Vilken dag bilden gäller", "Which day the picture is of"),
        _text("place", "Platsens kod (SCB)", "The place's code (SCB)"),
        _whole("active", "Pågående insatser", "Efforts under way"),
        _whole("possibly_active", "Insatser som kan pågå", "Efforts that may be under way"),
        _whole("coming", "Kommande insatser", "Coming efforts"),
        _whole("ended", "Avslutade insatser", "Ended efforts"),
        _whole("undated", "Insatser utan datum", "Efforts without dates"),
        _whole("main", "Pågående med området som huvudinriktning", "Under way with the area as main aim"),
        _whole("main_left", "Av dem kvar om ett år", "Of them left in a year"),
        _whole("actors", "Aktörer", "Actors"),
        _number("sek", "Beräknad del av beviljade medel, kronor", "Computed part of what is granted, SEK"),
        _text(
            "aspects_without_effort",
            "Delområden utan pågående insats, med | emellan",
            "Aspects without an effort under way, with | between",
        ),
    ),
)
JUDGEMENTS = Layout(
    "judgements",
    Said("Bedömningar", "Judgements"),
    Said("Vad människor säger om det beräknade läget.", "What people say of the computed status."),
    2,
    (
        STRATEGY,
        AREA,
        _text("place", "Platsens kod (SCB)", "The place's code (SCB)"),
        _text("verdict", "not_needed_now, handled_elsewhere, disagree", "not_needed_now, handled_elsewhere, disagree"),
        _text("reason", "Skäl", "Reason"),
        _text("name", "Vem som bedömer", "Who judges"),
        _day("day", "Dag", "Day"),
        _text("reference", "Hänvisning", "Reference"),
        _day("review", "Ska ses över", "To be looked at again"),
    ),
)
SCOPES = Layout(
    "scopes",
    Said("Underlag", "Scopes"),
    Said(
        "Hur långt varje inläst källa räcker, och vad som saknas i den.",
        "How far each loaded source reaches, and what it is known to lack.",
    ),
    2,
    (
        _whole("import", "Inläsningens nummer", "The import's number"),
        _whole("number", "Underlagets nummer inom inläsningen", "The scope's number within the import"),
        _text("file", "Fil", "File"),
        _text("register", "Register", "Register"),
        _text("financier", "Finansiär", "Financier"),
        _text("programme", "Program", "Programme"),
        _day("decided_from", "Beslut från", "Decisions from"),
        _day("decided_to", "Beslut till", "Decisions until"),
        _text("places", "Platsernas koder, med | emellan", "Codes of places, with | between"),
        _day("fetched", "Hämtat den", "Fetched on"),
        _text("left_out", "Vad som inte är inläst, med | emellan", "What is not loaded, with | between"),
        _whole("initiatives", "Insatser ur underlaget", "Initiatives from it"),
    ),
)
PUBLICATIONS = Layout(
    "publications",
    Said("Publiceringar", "Publications"),
    Said("När bilden publicerades.", "When the picture was published."),
    2,
    (
        STRATEGY,
        _whole("id", "Publiceringens nummer", "The publication's number"),
        Column("at", "datetime", Said("Tidpunkt", "Moment")),
        _whole("initiatives", "Insatser som visas", "Initiatives shown"),
        _whole("changed", "Insatser som är nya eller ändrade", "Initiatives that are new or changed"),
        _text("note", "Anteckning", "Note"),
    ),
)
