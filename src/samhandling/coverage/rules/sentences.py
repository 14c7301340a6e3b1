"""The picture in words: the headline that says what is missing, and the sentence of each focus area."""

from collections.abc import Mapping
from datetime import date

from samhandling.coverage.rules.picture import Cell, Picture
from samhandling.coverage.rules.status import Status
from samhandling.coverage.rules.verdict import Verdict
from samhandling.ground.counting import capital, day_said, in_letters, month_said
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
    if not drawn.cells:
        return Said("Strategin har inga insatsområden.", "The strategy has no focus areas.")
    if missing == all_of_them:
        return Said(
            "I det inlästa underlaget finns ingen känd pågående insats inom något av strategins insatsområden.",
            "In the loaded material there is no known effort under way in any of the strategy's focus areas.",
        )
    if not missing:
        every = _every(all_of_them)
        may_sv, may_en = (", eller kan pågå,", ", or may be,") if drawn.with_status(Status.INSUFFICIENT) else ("", "")
        return Said(
            f"Enligt det inlästa underlaget pågår insatser{may_sv} inom {every.sv}.",
            f"According to the loaded material, efforts are under way{may_en} in {every.en}.",
        )
    return Said(
        f"I det inlästa underlaget finns ingen känd pågående insats inom {missing} av strategins {all_of_them} insatsområden.",
        f"In the loaded material there is no known effort under way in {missing} of the strategy's {all_of_them} focus areas.",
    )


def _every(number: int) -> Said:
    if number == 1:
        return Said("strategins enda insatsområde", "the strategy's only focus area")
    if number == 2:
        return Said("strategins båda insatsområden", "both of the strategy's focus areas")
    return Said(f"alla strategins {number} insatsområden", f"all of the strategy's {number} focus areas")


def _all(number: int) -> Said:
    return Said("båda", "both") if number == 2 else Said("alla", "all")


def _where(drawn: Picture, area_of: Mapping[str, Said]) -> list[Said]:
    """The area that most of the missing ones belong to, where it holds at least half of two or more."""
    missing = [area_of[cell.focus_area] for cell in drawn.with_status(Status.MISSING) if cell.focus_area in area_of]
    most = max(missing, key=missing.count, default=None)
    if most is None or missing.count(most) < 2 or missing.count(most) * 2 < len(missing):
        return []
    if missing.count(most) == len(missing):
        both = capital(_all(len(missing)))
        return [Said(f"{both.sv} hör till {most.sv}.", f"{both.en} of them belong to {most.en}.")]
    number = capital(in_letters(missing.count(most), common=False))
    return [Said(f"{number.sv} av dem hör till {most.sv}.", f"{number.en} of them belong to {most.en}.")]


def _others(drawn: Picture) -> list[Said]:
    partly, covered, unknown = (len(drawn.with_status(status)) for status in (Status.PARTLY, Status.COVERED, Status.INSUFFICIENT))
    said = []
    if partly or covered:
        parts = []
        if partly:
            where = _focus_areas(partly)
            parts.append(Said(f"inom {where.sv} saknas insatser delvis", f"in {where.en} efforts are partly missing"))
        if covered:
            where = in_letters(covered, common=False) if partly else _focus_areas(covered)
            parts.append(Said(f"inom {where.sv} pågår insatser", f"in {where.en} efforts are under way"))
        said.append(capital(Said(", ".join(one.sv for one in parts) + ".", ", ".join(one.en for one in parts) + ".")))
    if unknown:
        where = _focus_areas(unknown)
        said.append(
            Said(
                f"Inom {where.sv} går läget inte att bedöma: någon insats kan pågå, men uppgifterna räcker inte.",
                f"In {where.en} the status cannot be judged: some effort may be under way, but what is known does not tell.",
            )
        )
    return said


def _focus_areas(number: int) -> Said:
    """ "ett område", "two focus areas"."""
    said = in_letters(number, common=False)
    return Said(f"{said.sv} område{'n' if number != 1 else ''}", f"{said.en} focus area{'s' if number != 1 else ''}")


def _efforts(number: int) -> Said:
    """ "en pågående insats", "two efforts under way"."""
    said = in_letters(number)
    one = number == 1
    return Said(f"{said.sv} pågående insats{'' if one else 'er'}", f"{said.en} effort{'' if one else 's'} under way")


def _under_way(drawn: Picture) -> list[Said]:
    """How wide what is under way reaches, and how much of it ends soon."""
    totals = drawn.totals
    active, wide, many = (evidence.value for evidence in (totals.active_contributing, totals.active_wide, totals.active_many_counties))
    told = active > 1 and many > 0
    said = [_wide(active, wide, many)] if told else []
    if ending := totals.ending.value:
        months = _months(drawn.question.rulebook.months_left)
        number = in_letters(ending) if told else _efforts(ending)
        end = "ends" if ending == 1 else "end"
        said.append(capital(Said(f"{number.sv} slutar inom {months.sv}.", f"{number.en} {end} within {months.en}.")))
    return said


def _wide(active: int, wide: int, many: int) -> Said:
    most, nation = (_all(active) if number == active else in_letters(number) for number in (many, wide))
    cover = "covers" if many == 1 else "cover"
    if wide == many:
        return Said(
            f"Av {active} pågående insatser omfattar {nation.sv} hela landet.",
            f"Of {active} efforts under way, {nation.en} {cover} the whole nation.",
        )
    tail = Said(f", {nation.sv} hela landet", f", {nation.en} the whole nation") if wide else Said("", "")
    return Said(
        f"Av {active} pågående insatser omfattar {most.sv} flera län{tail.sv}.",
        f"Of {active} efforts under way, {most.en} {cover} several counties{tail.en}.",
    )


def horizon_said(months: int) -> Said:
    """How far ahead we look: "ett år", "arton månader"."""
    if months % 12 == 0:
        years = in_letters(months // 12)
        return Said(f"{'ett' if months == 12 else years.sv} år", f"{'a' if months == 12 else years.en} year{'' if months == 12 else 's'}")
    return _months(months)


def _months(number: int) -> Said:
    said = in_letters(number)
    return Said(f"{said.sv} månad{'' if number == 1 else 'er'}", f"{said.en} month{'' if number == 1 else 's'}")


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
            f"ingen med området som huvudinriktning fortsätter efter {later.sv}",
            f"none with this focus area as its main one goes on after {later.en}",
        )
    return Said(f"{cell.active.value} {noun_sv}{wide_sv}; {tail.sv}.", f"{cell.active.value} {noun_en}{wide_en}; {tail.en}.")


def _last(cell: Cell, records: Mapping[str, InitiativeRecord]) -> Said:
    """The latest that ended; or what is coming; or that nothing at all is known."""
    ended = [records[row.id] for row in cell.ended.rows if records[row.id].period.end]
    if ended:
        last = max(ended, key=lambda record: (record.period.end or date.min, record.id))
        day = day_said(last.period.end or date.min)
        return Said(f"Den senaste, {last.title}, avslutades den {day.sv}.", f"The latest, {last.title}, ended on {day.en}.")
    if cell.coming.value:
        first = min((records[row.id] for row in cell.coming.rows), key=_begins)
        return Said(f"Kommande: {first.title}.", f"Coming: {first.title}.")
    if not cell.initiatives.value and cell.waiting.value:
        return _waiting(cell.waiting.value)
    if cell.initiatives.value:
        number = capital(in_letters(cell.initiatives.value))
        return Said(f"{number.sv} i underlaget, men utan start och slut.", f"{number.en} in the material, but without start and end.")
    return Said(
        "Inget projekt alls i underlaget, varken före, då eller efter.",
        "No project at all in the material, neither before, then nor after.",
    )


def _waiting(number: int) -> Said:
    if number == 1:
        return Said("En insats kan höra hit, men ingen har bekräftat det.", "One effort may belong here, but nobody has confirmed it.")
    said = capital(in_letters(number))
    return Said(
        f"{said.sv} insatser kan höra hit, men ingen har bekräftat det.", f"{said.en} efforts may belong here, but nobody has confirmed it."
    )


def _begins(record: InitiativeRecord) -> tuple[date, str]:
    return record.period.start or record.period.not_before or date.max, record.id
