"""Names of what stands in lists and on pages about initiatives, as a reader says them."""

from collections.abc import Mapping
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


def period_said(period: Period) -> Said:
    """ "2016-10-03 – 2019-12-31"; what is not known is said so."""
    if period.start and period.end:
        text = f"{period.start} – {period.end}"
        return Said(text, text)
    if period.start:
        return (
            Said(f"{period.start} och tills vidare", f"{period.start} and until further notice")
            if period.open_ended
            else Said(f"{period.start} – okänt slut", f"{period.start} – end unknown")
        )
    if period.end:
        return Said(f"okänd start – {period.end}", f"start unknown – {period.end}")
    return _bounds_said(period)


def _bounds_said(period: Period) -> Said:
    first, last = period.not_before, period.not_after
    if first and last:
        return Said(f"någon gång {first} – {last}", f"some time {first} – {last}")
    if first:
        return Said(f"tidigast {first}", f"not before {first}")
    return Said(f"senast {last}", f"not after {last}") if last else Said("okänd", "unknown")


def named(words: Mapping[str, Said], value: Any) -> Said:
    """The name of a value; the value itself where it has none."""
    return words.get(value, Said(str(value), str(value)))
