"""The answer in sentences: what the text contributes to or why it does not, and what it lacks."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from samhandling.assessment.rules.answer import AreaAnswer, Assessment, BelongsTo
from samhandling.assessment.rules.judging import Sureness
from samhandling.assessment.rules.parts import PartMissing
from samhandling.assessment.rules.similar import Similar
from samhandling.assessment.rules.subject import Subject
from samhandling.ground.counting import in_letters
from samhandling.ground.said import Said

NO_RULING = Said(
    "Det här är en läsning av din text, inte ett besked om finansiering. Inget är sparat.",
    "This is a reading of your text, not a ruling on funding. Nothing has been saved.",
)
YOU_DECIDE = Said("Du bestämmer.", "You decide.")
NO_MODEL = Said(
    "Strategin har ingen inlärd modell än, så läsningen är mindre säker.",
    "The strategy has no fitted model yet, so the reading is less sure.",
)
NO_TERMS = Said(
    "Strategin har ingen ordlista och ingen inlärd modell. Läsningen bygger bara på hur lik texten är strategins egna ord, och är osäker.",
    "The strategy has no term file and no fitted model. The reading rests only on how like the text is to the strategy's own words, "
    "and is unsure.",
)
ENGLISH = Said(
    "Texten är på engelska. Modellen är inlärd på svenska, så bara ordlistan räknas och läsningen är mindre säker.",
    "The text is in English. The model was fitted on Swedish, so only the term file counts and the reading is less sure.",
)


def other_edition(written_for: str, subject: Subject) -> Said:
    """The term file was written for another edition than the one that is loaded."""
    return Said(
        f"Ordlistan är skriven för utgåva {written_for}, men strategin är utgåva {subject.edition}. Läsningen kan missa det som är nytt.",
        f"The term file was written for edition {written_for}, but the strategy is edition {subject.edition}. What is new may be missed.",
    )


def contributes(areas: Sequence[AreaAnswer], subject: Subject) -> Said:
    """To how many focus areas, to which most, and the quote that carries it."""
    areas = [area for area in areas if area.share]
    first = areas[0]
    quote = _strongest(first)
    count = in_letters(len(areas), common=False)
    many = subject.level_plural
    if len(areas) == 1:
        sv = f"Texten beskriver sådant som hör till {first.id} {first.name.sv}."
        en = f"The text describes what belongs to {first.id} {first.name.en}."
    else:
        sv = f"Texten beskriver sådant som hör till {count.sv} {many.sv}, tydligast {first.id} {first.name.sv}."
        en = f"The text describes what belongs to {count.en} {many.en}, most clearly {first.id} {first.name.en}."
    if quote:
        sv, en = f"{sv} Det bygger på: ”{quote}”.", f"{en} It rests on: “{quote}”."
    return Said(sv, en)


def _strongest(area: AreaAnswer) -> str:
    if not area.evidence:
        return ""
    quote = max(area.evidence, key=lambda one: len(one.terms)).quote
    return flat(quote).rstrip(".")


def unsure(areas: Sequence[AreaAnswer]) -> Said | None:
    """That the reading of the first focus area is unsure, and why, in words."""
    first = areas[0]
    if first.sureness == "high":
        return None
    if first.sureness == "medium":
        return Said("Läsningen är ganska säker.", "The reading is fairly sure.")
    return Said(
        "Läsningen är osäker: texten säger lite, eller det som talar för området pekar åt olika håll.",
        "The reading is unsure: the text says little, or what speaks for the area points different ways.",
    )


def belongs(found: BelongsTo, subject: Subject) -> Said:
    """It belongs to a prerequisite, or to a priority of another framework."""
    all_sv, all_en = (
        f"strategins {len(subject.areas)} {subject.level_plural.sv}",
        f"the strategy's {len(subject.areas)} {subject.level_plural.en}",
    )
    where = _priority(found)
    if found.kind == "prerequisite":
        sv = f"Det här hör till en förutsättning, {found.name.sv}, inte till {all_sv}."
        en = f"This belongs to a prerequisite, {found.name.en}, not to {all_en}."
        if where:
            sv, en = f"{sv} Det kan ändå vara viktigt: se {where.sv}.", f"{en} It may matter all the same: see {where.en}."
        return Said(sv, en)
    named = where or found.name
    return Said(
        f"Det här hör till {named.sv}, {found.name.sv}, inte till {all_sv}.",
        f"This belongs to {named.en}, {found.name.en}, not to {all_en}.",
    )


def _priority(found: BelongsTo) -> Said | None:
    """A framework's node: its title, what it calls the node, its number. What its title says after a colon is left out."""
    if found.framework_title is None:
        return None
    level = found.level or Said("", "")
    return Said(
        ", ".join([found.framework_title.sv.split(":")[0], f"{level.sv} {found.code}".strip()]),
        ", ".join([found.framework_title.en.split(":")[0], f"{level.en} {found.code}".strip()]),
    )


COMPANY_MATTER = Said(
    "Det här är ett enskilt företags egen sak. Strategin stöder företag genom dem som ger råd, finansierar och samordnar: vänd dig till dem.",
    "This is a single company's own matter. The strategy helps companies through those who advise, fund and coordinate: turn to them.",
)
OUTSIDE = Said(
    "Texten beskriver inget av det som strategin handlar om.",
    "The text describes nothing of what the strategy is about.",
)
FEW_WORDS = Said(
    "Det är för lite text att bedöma. Skriv vad som ska göras, för vem och varför, gärna tio meningar.",
    "There is too little text to judge. Write what is to be done, for whom and why; ten sentences are enough.",
)
ADMINISTRATION = Said(
    "Det här är stöd till att administrera ett program. Vad pengarna leder till avgörs av programmets projekt, så det går inte att bedöma här.",
    "This is support for administering a programme. What the money leads to is settled by the programme's projects, so it cannot be judged here.",
)


def other_language(name: Said | None) -> Said:
    """The text is in a language that is not read."""
    if name is None:
        return Said(
            "Texten är varken på svenska eller engelska. Vi läser bara de språken.",
            "The text is neither Swedish nor English. We read those two only.",
        )
    return Said(
        f"Texten verkar vara på {name.sv}. Vi läser svenska och engelska.",
        f"The text seems to be in {name.en}. We read Swedish and English.",
    )


def proposal(answer: Assessment) -> Said:
    """The proposed distribution as one sentence."""
    parts = [f"{percent(area.share)} till {area.id}" for area in answer.named]
    parts_en = [f"{percent(area.share)} to {area.id}" for area in answer.named]
    outside = answer.outside_share
    if len(answer.named) == 1 and not outside:
        first = answer.focus_areas[0].id
        return Said(f"Förslag till fördelning: hela arbetet till {first}.", f"Proposed distribution: the whole effort to {first}.")
    sv, en = f"Förslag till fördelning i procent: {joined(parts, 'och')}.", f"Proposed distribution in per cent: {joined(parts_en, 'and')}."
    if outside:
        sv += f" {percent(outside)} procent ligger utanför strategin."
        en += f" {percent(outside)} per cent lies outside the strategy."
    return Said(sv, en)


SURENESS: dict[Sureness, Said] = {
    "high": Said("säker", "sure"),
    "medium": Said("ganska säker", "fairly sure"),
    "low": Said("osäker", "unsure"),
}


def area_lines(area: AreaAnswer) -> list[Said]:
    """A focus area with how sure, the aspects that the text meets and those that it does not, and what it quotes."""
    met, not_met = [one.name for one in area.aspects if one.met], [one.name for one in area.aspects if not one.met]
    sv, en = f"{area.id} {area.name.sv} ({SURENESS[area.sureness].sv}).", f"{area.id} {area.name.en} ({SURENESS[area.sureness].en})."
    if met:
        sv, en = (
            f"{sv} Texten tar upp {joined([one.sv for one in met], 'och')}",
            f"{en} The text takes up {joined([one.en for one in met], 'and')}",
        )
        sv += f", men inte {joined([one.sv for one in not_met], 'eller')}." if not_met else "."
        en += f", but not {joined([one.en for one in not_met], 'or')}." if not_met else "."
    return [Said(sv, en), *(Said(f"  ”{flat(quote.quote)}”", f"  “{flat(quote.quote)}”") for quote in area.evidence)]


def also(areas: Sequence[AreaAnswer]) -> Said:
    """The focus areas that the text may belong to, without a proposed share."""
    sv = joined([f"{area.id} {area.name.sv}" for area in areas], "eller")
    en = joined([f"{area.id} {area.name.en}" for area in areas], "or")
    return Said(f"Det kan också höra till {sv}, men för lite talar för det.", f"It may also belong to {en}, but too little speaks for it.")


def near(similar: Sequence[Similar]) -> Said:
    """The initiatives that lie nearest, by name and case number."""
    listed = [f"{one.title} ({one.id})" for one in similar]
    return Said(f"Nära ligger {joined(listed, 'och')}.", f"Near it: {joined(listed, 'and')}.")


def flat(text: str) -> str:
    """A quote on one line."""
    return " ".join(text.split())


def percent(share: Fraction) -> str:
    """A share in whole per cent; shares come in steps of five."""
    return str(round(share * 100))


def lacks(missing: Sequence[PartMissing]) -> list[Said]:
    """What the text does not mention and where it should stand, in one sentence; none where nothing is missing."""
    if not missing:
        return []
    headings = list(dict.fromkeys(part.where for part in missing))
    sv = joined([part.name.sv for part in missing], "eller")
    en = joined([part.name.en for part in missing], "or")
    return [
        Said(
            f"Texten nämner inte {sv}. Skriv det under {joined([one.sv for one in headings], 'och')}.",
            f"The text does not mention {en}. Write it under {joined([one.en for one in headings], 'and')}.",
        )
    ]


def joined(words: Sequence[str], last: str) -> str:
    """Words in a row: a, b eller c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def paragraph(answer: Assessment, subject: Subject, day: date) -> Said | None:
    """A paragraph to paste into an application; none where the text contributes to no focus area."""
    if answer.verdict != "contributes":
        return None
    names_sv = joined([f"{area.id} {area.name.sv} ({percent(area.share)} procent)" for area in answer.named], "och")
    names_en = joined([f"{area.id} {area.name.en} ({percent(area.share)} per cent)" for area in answer.named], "and")
    return Said(
        f"Koppling till strategin: Arbetet bidrar till {names_sv} i {subject.title.sv}, utgåva {subject.edition}. "
        f"Kopplingen är vår egen läsning {day.isoformat()}.",
        f"Tie to the strategy: The work contributes to {names_en} in {subject.title.en}, edition {subject.edition}. "
        f"The tie is our own reading of {day.isoformat()}.",
    )
