"""Names of what stands in lists and on pages about initiatives, as a reader says them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from samhandling.ground.periods import Period, TimeState
from samhandling.ground.said import Said
from samhandling.plan.rules.record import Basis, ContributionSource, MoneyKind, Reach
from samhandling.plan.rules.words import KIND_NAMES
from samhandling.web.plan.index import NOT_COUNTED

STATES: Mapping[str, Said] = {
    TimeState.ACTIVE.value: Said("Pågår", "Under way"),
    TimeState.POSSIBLY_ACTIVE.value: Said("Kan pågå", "Possibly under way"),
    TimeState.COMING.value: Said("Kommande", "Coming"),
    TimeState.ENDED.value: Said("Avslutad", "Ended"),
    TimeState.UNDATED.value: Said("Utan datum", "Undated"),
    NOT_COUNTED: Said("Räknas inte som insats", "Not counted as an effort"),
}
"""In the order that a reader asks for them."""

GROUPS: Mapping[str, Said] = {**STATES, TimeState.ENDED.value: Said("Avslutade", "Ended")}
"""The same over several initiatives."""

STATE_WORDS: Mapping[str, str] = {
    "pagar": TimeState.ACTIVE.value,
    "kan-paga": TimeState.POSSIBLY_ACTIVE.value,
    "kommande": TimeState.COMING.value,
    "avslutade": TimeState.ENDED.value,
    "utan-datum": TimeState.UNDATED.value,
    "raknas-inte": NOT_COUNTED,
}
"""The words in addresses."""

KINDS: Mapping[str, Said] = {
    key: Said(said.sv[:1].upper() + said.sv[1:], said.en[:1].upper() + said.en[1:]) for key, said in KIND_NAMES.items()
}

REACHES: Mapping[str, Said] = {
    Reach.NAMED.value: Said("Namngivna kommuner", "Named municipalities"),
    Reach.COUNTY.value: Said("Hela län", "Whole counties"),
    Reach.NATION.value: Said("Hela landet", "The whole nation"),
    Reach.UNKNOWN.value: Said("Okänd", "Unknown"),
}

MONEY: Mapping[str, Said] = {
    MoneyKind.APPLIED_FOR.value: Said("Sökt", "Applied for"),
    MoneyKind.GRANTED.value: Said("Beviljat", "Granted"),
    MoneyKind.CO_FINANCED.value: Said("Medfinansiering", "Co-financing"),
    MoneyKind.PAID_OUT.value: Said("Utbetalat", "Paid out"),
    MoneyKind.PAID_BACK.value: Said("Återbetalat", "Paid back"),
}
"""In the order of the money's way."""

BASES: Mapping[str, Said] = {
    Basis.STATED.value: Said("Fördelningen står i källan.", "The distribution is stated by the source."),
    Basis.JUDGED.value: Said("Fördelningen är en bedömning.", "The distribution is a judgement."),
    Basis.INSUFFICIENT.value: Said(
        "Källan säger för lite för att insatsen ska gå att fördela på insatsområden.",
        "The source says too little for the initiative to be distributed on focus areas.",
    ),
    Basis.NOT_READ.value: Said(
        "Ingen har ännu bedömt vilka insatsområden insatsen bidrar till.",
        "Nobody has yet judged which focus areas the initiative contributes to.",
    ),
}

SOURCES: Mapping[str, Said] = {
    ContributionSource.DOCUMENT.value: Said("ett dokument", "a document"),
    ContributionSource.PERSON.value: Said("en person", "a person"),
    ContributionSource.SYSTEM.value: Said("systemets förslag", "the system's suggestion"),
}

FIELDS: Mapping[str, Said] = {
    "id": Said("Ärende", "Case"),
    "title": Said("Namn", "Name"),
    "owner": Said("Ägare", "Owner"),
    "partners": Said("Medverkande", "Partners"),
    "partner": Said("Medverkande", "Partner"),
    "kind": Said("Typ", "Kind"),
    "stage": Said("Steg", "Stage"),
    "start": Said("Start", "Start"),
    "end": Said("Slut", "End"),
    "decided": Said("Beslutad", "Decided"),
    "not_before": Said("Tidigast", "Not before"),
    "not_after": Said("Senast", "Not after"),
    "bounds_basis": Said("Vad tidsgränserna bygger på", "What the bounds rest on"),
    "reach": Said("Räckvidd", "Reach"),
    "municipalities": Said("Kommuner", "Municipalities"),
    "counties": Said("Län", "Counties"),
    "contributions": Said("Insatsområden", "Focus areas"),
    "basis": Said("Grund för fördelningen", "Basis of the distribution"),
    "aspects": Said("Delområden", "Aspects"),
    "financier": Said("Finansiär", "Financier"),
    "target_group": Said("Målgrupp", "Target group"),
    "purpose_sv": Said("Beskrivning", "Description"),
    "purpose_en": Said("Beskrivning på engelska", "Description in English"),
    "note": Said("Anmärkning", "Note"),
    "source": Said("Källa", "Source"),
    **MONEY,
}
"""What a column of a file was read as."""


def field_said(field: str) -> Said:
    """A field's name; an own field of the region goes by the name that it has."""
    return FIELDS.get(field, Said("Eget fält", "Own field") if field == "own" else Said(field, field))


def start_said(period: Period) -> Said:
    """When it starts: the day, else the bound that is known, else that it is unknown."""
    if period.start:
        return _same(period.start)
    if period.not_before:
        return Said(f"tidigast {period.not_before}", f"not before {period.not_before}")
    return Said("okänd", "unknown")


def end_said(period: Period) -> Said:
    """When it ends: the day, else that it goes on, else the bound that is known, else that it is unknown."""
    if period.end:
        return _same(period.end)
    if period.open_ended and period.start:
        return Said("tills vidare", "until further notice")
    if period.not_after:
        return Said(f"senast {period.not_after}", f"not after {period.not_after}")
    return Said("okänt", "unknown")


def _same(day: date) -> Said:
    return Said(day.isoformat(), day.isoformat())


def named(words: Mapping[str, Said], value: Any) -> Said:
    """The name of a value; the value itself where it has none."""
    return words.get(value, Said(str(value), str(value)))


def breakable(name: str) -> list[str]:
    """A long file name in pieces that a narrow screen may set on lines of their own."""
    return re.split(r"(?<=[_.-])", name)
