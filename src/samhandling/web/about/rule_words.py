"""The rules in words that a board member understands, with the thresholds that stand in the rulebook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from samhandling.coverage.rules.rulebook import Rule, Rulebook, Use, plain
from samhandling.coverage.rules.status import Status
from samhandling.ground.counting import in_letters
from samhandling.ground.said import Said

USE_WORDS: Mapping[Use, Said] = {
    Use.REASON: Said("Räknas", "Counts"),
    Use.NOTE: Said("Visas som anmärkning", "Shown as a note"),
    Use.OFF: Said("Används inte", "Not used"),
}

STATUS_MEANS: Mapping[Status, Said] = {
    Status.COVERED: Said(
        "Minst en insats pågår, och ingen av reglerna nedan säger att något saknas.",
        "At least one effort is under way, and none of the rules below says that anything is missing.",
    ),
    Status.PARTLY: Said(
        "Minst en insats pågår, men minst en av reglerna nedan säger att något saknas.",
        "At least one effort is under way, but at least one of the rules below says that something is missing.",
    ),
    Status.INSUFFICIENT: Said(
        "Vi känner inte till någon insats som säkert pågår, men underlaget är för osäkert för att säga att ingen gör det.",
        "We know of no effort that certainly is under way, but the material is too uncertain to say that none is.",
    ),
    Status.MISSING: Said(
        "Ingen insats i det inlästa underlaget pågår den här dagen.",
        "No effort in the loaded material is under way on this day.",
    ),
}


def number_said(number: Fraction, *, common: bool = True) -> Said:
    """A threshold in words where it is small and whole, else in figures."""
    return in_letters(int(number), common=common) if number.denominator == 1 else plain(number)


def part_said(part: Fraction) -> Said:
    """A part of a whole as a reader says it: "hälften", "en fjärdedel", "30 procent"."""
    known = {
        Fraction(1): Said("alla", "all"),
        Fraction(1, 2): Said("hälften", "half"),
        Fraction(1, 4): Said("en fjärdedel", "a quarter"),
        Fraction(3, 4): Said("tre fjärdedelar", "three quarters"),
    }
    percent = plain(part * 100)
    return known.get(part, Said(f"{percent.sv} procent", f"{percent.en} per cent"))


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule for a reader: what it is about, and what it wants to see."""

    name: Said
    wants: Said


Words = Callable[[Rule, Rulebook], Said]


def _of(part: Fraction, indefinite: Said, definite: Said) -> Said:
    """ "alla delområden", "hälften av delområdena"."""
    word = part_said(part)
    if part == 1:
        return Said(f"{word.sv} {indefinite.sv}", f"{word.en} {indefinite.en}")
    return Said(f"{word.sv} av {definite.sv}", f"{word.en} of {definite.en}")


def _efforts(number: Fraction) -> Said:
    """ "en pågående insats", "två pågående insatser"."""
    word, one = number_said(number), number == 1
    noun = Said("pågående insats", "effort under way") if one else Said("pågående insatser", "efforts under way")
    return Said(f"{word.sv} {noun.sv}", f"{word.en} {noun.en}")


def _aspects(rule: Rule, book: Rulebook) -> Said:
    of_them = _of(rule.threshold, Said("delområden", "aspects"), Said("delområdena", "the aspects"))
    return Said(
        f"Det ska pågå insatser i {of_them.sv}. Prövas bara där någon har angett vilka delområden insatserna gäller.",
        f"Efforts should be under way in {of_them.en}. Tried only where somebody has said which aspects the efforts concern.",
    )


def _no_main(rule: Rule, book: Rulebook) -> Said:
    number = _efforts(rule.threshold)
    return Said(
        f"Minst {number.sv} ska ha området som huvudinriktning, det vill säga ha sin största del här.",
        f"At least {number.en} should have this as the main focus area, that is have the largest part here.",
    )


def _one_owner(rule: Rule, book: Rulebook) -> Said:
    number = number_said(rule.threshold)
    return Said(
        f"Insatserna som har området som huvudinriktning ska ha minst {number.sv} ägare, så att inte allt hänger på en enda.",
        f"The efforts with this as their main focus area should have at least {number.en} owners, so that not all hangs on one.",
    )


def _pre_studies(rule: Rule, book: Rulebook) -> Said:
    of_them = _of(rule.threshold, Said("insatser", "efforts"), Said("insatserna", "the efforts"))
    return Said(
        f"Något saknas när {of_them.sv} som har området som huvudinriktning är förstudier: då undersöks frågan men inget görs.",
        f"Something is missing when {of_them.en} with this as their main focus area are pre-studies: "
        "the matter is looked into, but nothing is done.",
    )


def _few_left(rule: Rule, book: Rulebook) -> Said:
    number, months = number_said(rule.threshold), in_letters(book.months_left)
    one = rule.threshold == 1
    return Said(
        f"Minst {number.sv} {'insats' if one else 'insatser'} med området som huvudinriktning ska fortsätta "
        f"längre än {months.sv} månader till.",
        f"At least {number.en} {'effort' if one else 'efforts'} with this as main focus area should go on "
        f"for more than {months.en} months.",
    )


def _one_financier(rule: Rule, book: Rulebook) -> Said:
    number = number_said(rule.threshold)
    return Said(
        f"De pågående insatserna ska tillsammans ha minst {number.sv} kända finansiärer.",
        f"The efforts under way should together have at least {number.en} known financiers.",
    )


def _only_wide(rule: Rule, book: Rulebook) -> Said:
    number = _efforts(rule.threshold)
    return Said(
        f"Minst {number.sv} ska nämna en kommun, inte bara hela län eller hela landet.",
        f"At least {number.en} should name a municipality, not only whole counties or the whole nation.",
    )


def _little_money(rule: Rule, book: Rulebook) -> Said:
    part = part_said(rule.threshold)
    return Said(
        f"Områdets beräknade del av beviljade medel ska vara minst {part.sv} av medianen för alla områden på platsen.",
        f"The focus area's computed part of granted money should be at least {part.en} of the median of the place's focus areas.",
    )


def _no_indicator(rule: Rule, book: Rulebook) -> Said:
    number, one = number_said(rule.threshold), rule.threshold == 1
    return Said(
        f"Minst {number.sv} {'indikator' if one else 'indikatorer'} ska följa området.",
        f"At least {number.en} {'indicator' if one else 'indicators'} should follow the focus area.",
    )


def _source_absent(rule: Rule, book: Rulebook) -> Said:
    number = number_said(rule.threshold)
    return Said(
        f"Något saknas när vi känner till {number.sv} eller flera källor om området som inte är inlästa.",
        f"Something is missing when we know of {number.en} or more sources on the focus area that are not loaded.",
    )


RULE_WORDS: Mapping[str, tuple[Said, Words]] = {
    "aspect_without_effort": (Said("Delområden", "Aspects"), _aspects),
    "no_main": (Said("Huvudinriktning", "Main focus area"), _no_main),
    "one_owner": (Said("Ägare", "Owners"), _one_owner),
    "pre_studies_only": (Said("Förstudier", "Pre-studies"), _pre_studies),
    "few_left": (Said("Framåt i tiden", "Ahead in time"), _few_left),
    "one_financier": (Said("Finansiärer", "Financiers"), _one_financier),
    "only_wide": (Said("Kommuner", "Municipalities"), _only_wide),
    "little_money": (Said("Pengar", "Money"), _little_money),
    "no_indicator": (Said("Indikatorer", "Indicators"), _no_indicator),
    "source_absent": (Said("Källor", "Sources"), _source_absent),
}


def explained(rule: Rule, book: Rulebook) -> Explained:
    """What a rule looks for. Raises KeyError for a rule without words, so that none is left out in silence."""
    name, words = RULE_WORDS[rule.id]
    return Explained(name, words(rule, book))
