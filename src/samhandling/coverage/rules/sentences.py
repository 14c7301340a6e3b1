"""The picture in words: the headline that says what is missing, the sentence of each focus area, and how far the material reaches."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from samhandling.coverage.rules.picture import Cell, Picture
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.verdict import Verdict
from samhandling.ground.counting import capital, day_said, in_letters, listed, month_said
from samhandling.ground.periods import months_later
from samhandling.ground.said import Said
from samhandling.plan.rules.record import InitiativeRecord

STATUS_WORDS: Mapping[Status, Said] = {
    Status.COVERED: Said("Insatser pågår", "Efforts under way"),
    Status.PARTLY: Said("Saknas delvis", "Partly missing"),
    Status.INSUFFICIENT: Said("Kan inte bedömas", "Cannot be judged"),
    Status.MISSING: Said("Ingen känd insats", "No known effort"),
}

VERDICT_WORDS: Mapping[Verdict, Said] = {
    Verdict.NOT_NEEDED_NOW: Said("Ingen insats behövs nu", "No effort is needed now"),
    Verdict.HANDLED_ELSEWHERE: Said("Hanteras på annat sätt", "Handled elsewhere"),
    Verdict.DISAGREE: Said("Vi delar inte bedömningen", "We disagree"),
}


def headline(drawn: Picture, area_of: Mapping[str, Said]) -> list[Said]:
    """What is missing, in sentences with numbers. `area_of`: focus area → the name of the area that it belongs to."""
    said = [_missing(drawn), *_where(drawn, area_of), *_others(drawn), *_under_way(drawn)]
    return [sentence for sentence in said if sentence.sv]


def _missing(drawn: Picture) -> Said:
    missing, all_of_them = len(drawn.with_status(Status.MISSING)), len(drawn.cells)
    if not missing:
        return Said(
            f"I det inlästa underlaget finns någon känd insats inom vart och ett av strategins {all_of_them} insatsområden, "
            "eller går det inte att säga att den saknas.",
            f"In the loaded material there is some known effort in each of the strategy's {all_of_them} focus areas, "
            "or it cannot be said that there is none.",
        )
    return Said(
        f"I det inlästa underlaget finns ingen känd pågående insats inom {missing} av strategins {all_of_them} insatsområden.",
        f"In the loaded material there is no known effort under way in {missing} of the strategy's {all_of_them} focus areas.",
    )


def _where(drawn: Picture, area_of: Mapping[str, Said]) -> list[Said]:
    """The area that most of the missing ones belong to, where it holds at least half of two or more."""
    missing = [area_of[cell.focus_area] for cell in drawn.with_status(Status.MISSING) if cell.focus_area in area_of]
    most = max(missing, key=missing.count, default=None)
    if most is None or missing.count(most) < 2 or missing.count(most) * 2 < len(missing):
        return []
    if missing.count(most) == len(missing):
        return [Said(f"Alla hör till {most.sv}.", f"All of them belong to {most.en}.")]
    number = capital(in_letters(missing.count(most), common=False))
    return [Said(f"{number.sv} av dem hör till {most.sv}.", f"{number.en} of them belong to {most.en}.")]


def _others(drawn: Picture) -> list[Said]:
    partly, covered = (len(drawn.with_status(status)) for status in (Status.PARTLY, Status.COVERED))
    unknown = len(drawn.with_status(Status.INSUFFICIENT))
    said = []
    if partly or covered:
        one, two = in_letters(partly, common=False), in_letters(covered, common=False)
        parts_sv, parts_en = [], []
        if partly:
            noun_sv, noun_en = ("område", "focus area") if partly == 1 else ("områden", "focus areas")
            parts_sv.append(f"inom {one.sv} {noun_sv} saknas insatser delvis")
            parts_en.append(f"in {one.en} {noun_en} efforts are partly missing")
        if covered:
            parts_sv.append(f"inom {two.sv} pågår insatser")
            parts_en.append(f"in {two.en} efforts are under way")
        said.append(capital(Said(", ".join(parts_sv) + ".", ", ".join(parts_en) + ".")))
    if unknown:
        number = in_letters(unknown, common=False)
        said.append(
            Said(
                f"Inom {number.sv} går det inte att bedöma: någon insats kan pågå, men uppgifterna räcker inte.",
                f"In {number.en} it cannot be judged: some effort may be under way, but what is known does not tell.",
            )
        )
    return said


def _under_way(drawn: Picture) -> list[Said]:
    totals = drawn.totals
    active, wide, many, ending = (
        evidence.value for evidence in (totals.active_contributing, totals.active_wide, totals.active_many_counties, totals.ending)
    )
    if not active:
        return []
    said = []
    if active > 1 and many:
        most_sv, most_en = ("alla", "all") if many == active else (in_letters(many).sv, in_letters(many).en)
        nation = in_letters(wide)
        tail_sv = f", {nation.sv} hela landet" if wide else ""
        tail_en = f", {nation.en} the whole nation" if wide else ""
        said.append(
            Said(
                f"Av {active} pågående insatser omfattar {most_sv} flera län{tail_sv}.",
                f"Of {active} efforts under way, {most_en} cover several counties{tail_en}.",
            )
        )
    if ending:
        months = in_letters(drawn.question.rulebook.months_left, common=False)
        number = capital(in_letters(ending))
        said.append(Said(f"{number.sv} slutar inom {months.sv} månader.", f"{number.en} end within {months.en} months."))
    return said


def of_cell(cell: Cell, records: Mapping[str, InitiativeRecord], on: date, months: int) -> Said:
    """One focus area in a sentence or two, after its status word."""
    if cell.status in (Status.COVERED, Status.PARTLY):
        return _active(cell, on, months)
    if cell.status is Status.INSUFFICIENT:
        number = capital(in_letters(cell.possibly_active.value))
        noun = "insats" if cell.possibly_active.value == 1 else "insatser"
        if cell.possibly_active.value:
            return Said(
                f"{number.sv} {noun} kan pågå, men start och slut är inte kända.",
                f"{number.en} effort{'' if noun == 'insats' else 's'} may be under way, but start and end are not known.",
            )
        return Said("De flesta pågående insatser på platsen är inte bedömda.", "Most efforts under way at the place have not been judged.")
    return _last(cell, records)


def _active(cell: Cell, on: date, months: int) -> Said:
    wide, left = cell.active_wide.value, cell.main_left.value
    later = month_said(months_later(on, months))
    noun_en = "effort" if cell.active.value == 1 else "efforts"
    noun_sv = "insats" if cell.active.value == 1 else "insatser"
    number, goes_on = in_letters(wide), in_letters(left)
    wide_sv = f", {'en rikstäckande' if wide == 1 else f'{number.sv} rikstäckande'}" if wide else ""
    wide_en = f", {number.en} nation-wide" if wide else ""
    if cell.main.value == 0:
        tail = Said("ingen har området som huvudinriktning", "none has this focus area as its main one")
    elif left:
        tail = Said(
            f"{goes_on.sv} med området som huvudinriktning fortsätter efter {later.sv}",
            f"{goes_on.en} with this focus area as {'its' if left == 1 else 'their'} main one go{'es' if left == 1 else ''} on after {later.en}",
        )
    else:
        tail = Said(
            f"ingen med området som huvudinriktning fortsätter efter {later.sv}", f"none with this as its main one goes on after {later.en}"
        )
    return Said(f"{cell.active.value} {noun_sv}{wide_sv}; {tail.sv}.", f"{cell.active.value} {noun_en}{wide_en}; {tail.en}.")


def _last(cell: Cell, records: Mapping[str, InitiativeRecord]) -> Said:
    """The latest that ended; or what is coming; or that nothing at all is known."""
    ended = [records[row.id] for row in cell.ended.rows if records[row.id].period.end]
    if ended:
        last = max(ended, key=lambda record: record.period.end or date.min)
        day = day_said(last.period.end or date.min)
        return Said(f"Den senaste, {last.title}, avslutades den {day.sv}.", f"The latest, {last.title}, ended on {day.en}.")
    if cell.coming.value:
        first = records[cell.coming.rows[0].id]
        return Said(f"Kommande: {first.title}.", f"Coming: {first.title}.")
    if cell.initiatives.value:
        number = capital(in_letters(cell.initiatives.value))
        return Said(f"{number.sv} i underlaget, men utan start och slut.", f"{number.en} in the material, but without start and end.")
    return Said(
        "Inget projekt alls i underlaget, varken före, då eller efter.",
        "No project at all in the material, neither before, then nor after.",
    )


def reach_said(scopes: Sequence[Mapping[str, Any]], initiatives: int, on: date, decided: date | None) -> list[Said]:
    """How far the material reaches, in the same view as what it says is missing. `decided`: when the strategy took force."""
    if not scopes:
        return [Said("Inget underlag är inläst ännu.", "No material is loaded yet.")]
    said = [_loaded(scopes, initiatives), *_left_out(scopes)]
    said.append(
        Said('"Ingen känd insats" betyder alltså inte att inget gjordes.', '"No known effort" thus does not mean that nothing was done.')
    )
    if decided and on < decided:
        year = decided.year
        said.append(
            Said(
                f"Insatserna jämförs i efterhand med strategin från {year}.",
                f"The efforts are compared, in hindsight, with the strategy of {year}.",
            )
        )
    return said


def _loaded(scopes: Sequence[Mapping[str, Any]], initiatives: int) -> Said:
    named = [scope for scope in sorted(scopes, key=lambda scope: -int(scope.get("initiatives", 0))) if scope.get("source")]
    head_sv, head_en = f"Så långt räcker underlaget: {initiatives} insatser", f"So far the material reaches: {initiatives} initiatives"
    if not named:
        return Said(f"{head_sv}, utan uppgift om källornas omfattning.", f"{head_en}, without word of what the sources cover.")
    first = named[0]
    most = int(first.get("initiatives", 0))
    day = day_said(date.fromisoformat(str(first["fetched"]))) if first.get("fetched") else None
    seen_sv, seen_en = (f" som källan såg ut den {day.sv}", f" as it stood on {day.en}") if day else ("", "")
    part_sv, part_en = (
        ("alla", "all") if most >= initiatives else ("de flesta", "most") if most * 2 > initiatives else (f"{most}", f"{most}")
    )
    return Said(f"{head_sv}, {part_sv} ur {first['source']}{seen_sv}.", f"{head_en}, {part_en} from {first['source']}{seen_en}.")


def _left_out(scopes: Sequence[Mapping[str, Any]]) -> list[Said]:
    texts = list(dict.fromkeys(str(left["text"]) for scope in scopes for left in scope.get("left_out", [])))
    if not texts:
        return []
    several = listed(texts)
    return [Said(f"Inte inläst: {several.sv}.", f"Not loaded: {several.en}.")]
