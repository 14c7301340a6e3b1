"""An indicator file: what it may hold, and every fault with its line and a way out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.figures.rules.calendar.due import Lag
from samhandling.figures.rules.indicator.check import LARGEST, check
from samhandling.figures.rules.indicator.document import IndicatorFile
from samhandling.figures.rules.indicator.shipped import joined
from samhandling.figures.rules.movement.direction import Better, Direction
from samhandling.ground.faults import Fault, Refused

HEAD = """id = "1.1"
strategy = "a-strategy"
title.sv = "Ett område"
"""
LEAST = """
[[indicators]]
id = "arbetsloshet"
title.sv = "Arbetslöshet"
definition.sv = "Arbetslösa som andel av arbetskraften."
unit.sv = "procent"
direction = "lower"
role = "outcome"
levels = ["county"]
frequency = "year"
focus_areas = ["1.1"]
persons = true
by_sex = true
"""
SERIES = """[[indicators.series]]
source = { kind = "kolada", kpi = "N03941" }
"""
WHOLE = HEAD + LEAST + SERIES


def faults(text: str, **known: set[str]) -> tuple[Fault, ...]:
    with pytest.raises(Refused) as refused:
        check(text, "fil.toml", **known)
    return refused.value.faults


def outcome(text: str) -> IndicatorFile | tuple[Fault, ...]:
    """The file that is read, or the faults that it is refused for; anything else raised is a fault of ours."""
    try:
        return check(text, "fil.toml")
    except Refused as refused:
        return refused.faults


def one(text: str, **known: set[str]) -> Fault:
    [fault] = faults(text, **known)
    assert fault.location.file == "fil.toml"
    assert fault.expected.sv.endswith(".")
    assert fault.expected.en.endswith(".")
    return fault


def test_the_least_file_is_read() -> None:
    [found] = check(WHOLE, "fil.toml").indicators
    assert found.stated == Direction(Better.LOWER)
    assert found.keys == ("kolada:N03941",)
    assert (found.targets, found.baseline, found.release, found.comparators.nation) == ((), None, None, True)


def test_a_whole_indicator_is_read() -> None:
    text = (
        HEAD
        + LEAST.replace('direction = "lower"', 'direction = "band"\nband = { low = 1.5, high = 2 }')
        + """baseline = 2020
release = { months = 11, declared = { 2025 = 2026-11-28 } }
breaks = [{ at = "2022", comparable = true, sv = "Från RAMS till BAS." }]
[[indicators.series]]
source = { kind = "pxwebapi2", server = "tillvaxtanalys", table = "foretag.px", select = { region = ["*"] } }
from = "2020M01"
to = "2024M12"
status = "final"
also = ["scb:AM0210"]
[[indicators.series]]
source = { kind = "eurostat", dataset = "lfst_r_lfu3rt" }
continues = true
"""
    )
    [found] = check(text, "fil.toml").indicators
    assert found.stated == Direction(Better.BAND, Decimal("1.5"), Decimal(2))
    assert found.keys == ("tva:foretag", "scb:AM0210", "eurostat:lfst_r_lfu3rt")
    assert found.break_marks[0].comparable
    assert found.release is not None
    assert found.release.lag == Lag(months=11)
    assert dict(found.release.declared) == {"2025": date(2026, 11, 28)}


def test_a_target_path_is_versioned() -> None:
    target = """[[indicators.targets]]
adopted = 2023-11-28
decision = "Regionfullmäktige § 101"
levels = { 2026 = 6.5, 2030 = 6 }
[[indicators.targets]]
adopted = 2024-11-28
decision = "Regionfullmäktige § 99"
place = "0482"
levels = { 2030 = 0 }
"""
    [found] = check(WHOLE + target, "fil.toml").indicators
    assert dict(found.paths[0].levels) == {2026: Decimal("6.5"), 2030: Decimal(6)}
    assert (found.paths[1].adopted, found.paths[1].place, found.paths[1].levels[2030]) == (date(2024, 11, 28), "0482", 0)


def test_a_computed_indicator_has_two_chains() -> None:
    algebra = """[indicators.algebra]
factor = 100
[[indicators.algebra.numerator]]
source = { kind = "kolada", kpi = "N00001" }
[[indicators.algebra.denominator]]
source = { kind = "kolada", kpi = "N00002" }
"""
    [found] = check(HEAD + LEAST + algebra, "fil.toml").indicators
    assert found.keys == ("kolada:N00001", "kolada:N00002")


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ('direction = "lower"\n', "", 5, "direction saknas"),
        ('direction = "lower"', 'direction = "down"', 10, "higher, lower"),
        ('direction = "lower"', 'direction = "band"', 10, "band och gränserna"),
        ('direction = "lower"', 'direction = "lower"\nband = { low = 1, high = 2 }', 11, "band och gränserna"),
        ('direction = "lower"', 'direction = "band"\nband = { low = 3, high = 2 }', 11, "undre gränsen"),
        ('direction = "lower"', 'direction = "neither"', 10, "vad som är bättre"),
        ('levels = ["county"]', 'levels = ["county"]\nlevel = "county"', 13, "Nyckeln finns inte"),
        ('levels = ["county"]', 'levels = "county"', 12, "en lista"),
        ('levels = ["county"]', "levels = []", 12, "tomt"),
        ('unit.sv = "procent"', "unit.sv = 5", 9, "en text"),
        ('unit.sv = "procent"', 'unit = "procent"', 9, "en del med egna nycklar"),
        ('unit.sv = "procent"', 'unit.en = "per cent"', 9, "unit.sv saknas"),
        ("by_sex = true\n", "", 15, "kvinnor och män"),
        ("persons = true\n", "", 15, "räknar personer"),
        ("by_sex = true", 'by_sex = "ja"', 16, "ja eller nej"),
        ("by_sex = true", "by_sex = true\nbaseline = 20", 17, "för litet"),
        ("by_sex = true", "by_sex = true\ndecimals = 1.5", 17, "ett tal"),
        ('focus_areas = ["1.1"]\n', "", 5, "hör inte till något"),
        ('id = "arbetsloshet"', 'id = "Arbetslöshet"', 6, "små bokstäver"),
        ('kpi = "N03941"', 'kpi = "3941"', 18, "en bokstav och fem siffror"),
        (', kpi = "N03941"', "", 18, "behöver kpi"),
        ('kind = "kolada", kpi = "N03941"', 'kind = "pxwebapi2", server = "scb"', 18, "behöver table"),
        ('kind = "kolada", kpi = "N03941"', 'kind = "computed", rule = "economy.gini"', 18, "behöver of"),
        ('kpi = "N03941" }', 'kpi = "N03941" }\nfrom = "2020M14"', 19, "ingen period"),
        ('kpi = "N03941" }', 'kpi = "N03941" }\nfrom = "2024"\nto = "2020"', 20, "före den första"),
        (SERIES, "", 5, "antingen en kedja"),
        ('kind = "kolada", kpi = "N03941"', 'kind = "computed", rule = "economy.gini", of = "nothing"', 18, "ingen indikator"),
        (SERIES, SERIES + LEAST + SERIES, 21, "Samma id står redan på rad 6"),
        ("by_sex = true", 'by_sex = true\nbreaks = [{ at = "igår", sv = "Ny." }]', 17, "ingen period"),
        ('unit.sv = "procent"', "unit.sv = procent", 9, "går inte att läsa"),
    ],
)
def test_a_fault_is_said_with_its_line(before: str, after: str, line: int, words: str) -> None:
    assert before in WHOLE
    found = faults(WHOLE.replace(before, after))
    assert any(fault.location.line == line and words in fault.expected.sv for fault in found), found


def test_a_direction_is_asked_for_and_never_guessed() -> None:
    assert "gissas aldrig" in one(WHOLE.replace('direction = "lower"\n', "")).way_out.sv


def test_a_slip_is_understood() -> None:
    assert one(WHOLE.replace("by_sex = true", "by_sex = true\nbasline = 2020")).way_out.sv == "Menade du baseline?"


@pytest.mark.parametrize("direction", ['"neither"\nrole = "context"', '"band"\nband = { low = 1, high = 2 }\nrole = "context"'])
def test_a_target_takes_a_direction(direction: str) -> None:
    target = '[[indicators.targets]]\nadopted = 2023-11-28\ndecision = "§ 1"\nlevels = { 2030 = 6 }\n'
    text = WHOLE.replace('"lower"\nrole = "outcome"', direction) + target
    assert "kräver riktningen" in one(text).expected.sv


def test_two_targets_of_one_day_are_refused() -> None:
    target = '[[indicators.targets]]\nadopted = 2023-11-28\ndecision = "§ 1"\nlevels = { 2030 = 6 }\n'
    assert "samma dag" in one(WHOLE + target * 2).expected.sv


@pytest.mark.parametrize("levels", ["{}", '{ 2030 = "sex" }', "{ trettio = 6 }", "{ 2030 = inf }"])
def test_a_target_is_a_number_for_a_year(levels: str) -> None:
    target = f'[[indicators.targets]]\nadopted = 2023-11-28\ndecision = "§ 1"\nlevels = {levels}\n'
    assert one(WHOLE + target).location.line == 22


def test_codes_are_held_against_the_strategy() -> None:
    fault = one(WHOLE, focus_areas={"2.1", "2.2"})
    assert (fault.read, fault.location.line) == ("1.1", 14)
    assert fault.way_out.sv == "Välj bland 2.1, 2.2."
    assert check(WHOLE, "fil.toml", focus_areas={"1.1"}).id == "1.1"


STATEMENT = """[[statements]]
id = "hog-arbetsloshet"
said.sv = "Arbetslösheten är hög."
page = 9
section = "Läget"
indicator = "arbetsloshet"
holds = "higher"
as_of = "2021"
"""


def test_a_statement_names_an_indicator_that_exists() -> None:
    assert check(WHOLE + STATEMENT, "fil.toml").statements[0].indicator == "arbetsloshet"
    assert check(HEAD + STATEMENT, "fil.toml", indicators={"arbetsloshet"}).statements
    assert "ingen indikator" in one(HEAD + STATEMENT, indicators={"annat"}).expected.sv


@pytest.mark.parametrize(("holds", "key"), [("rising", "years"), ("slower", "years"), ("above", "than")])
def test_a_statement_has_what_its_comparison_needs(holds: str, key: str) -> None:
    text = WHOLE + STATEMENT.replace('"higher"', f'"{holds}"')
    assert one(text).expected.sv == f"{holds} behöver {key}."
    assert check(text + f"{key} = 5\n", "fil.toml")


def test_all_faults_are_told_at_once_in_order_of_the_lines() -> None:
    text = WHOLE.replace('direction = "lower"\n', "").replace('kpi = "N03941"', 'kpi = "x"').replace('role = "outcome"', 'role = "mål"')
    found = faults(text)
    assert len(found) == 3
    lines = [fault.location.line or 0 for fault in found]
    assert lines == sorted(lines)


def test_an_empty_or_enormous_file_is_refused() -> None:
    assert one("").expected.sv == "Filen är tom."
    assert "för stor" in one("#" * (LARGEST + 1)).expected.sv


def test_the_same_id_in_two_files_is_refused() -> None:
    file = check(WHOLE, "fil.toml")
    with pytest.raises(Refused, match="annan fil"):
        joined([file, file], "a-strategy")
    assert joined([file], "a-strategy").of_focus_area("1.1") == file.indicators


@given(st.text(max_size=120))
def test_law_any_text_is_read_or_refused(text: str) -> None:
    for whole in (text, WHOLE + text, HEAD + text + LEAST):
        assert isinstance(outcome(whole), IndicatorFile) or outcome(whole)


@given(
    st.sampled_from(WHOLE.splitlines()),
    st.sampled_from(["", "x = 1", "source = 3", "levels = [[1]]", "[indicators]", "breaks = 1", "targets = [1]"]),
)
def test_law_any_line_may_be_spoiled(line: str, spoiled: str) -> None:
    found = outcome((WHOLE + STATEMENT).replace(line, spoiled, 1))
    assert isinstance(found, IndicatorFile) or all(fault.location.line for fault in found)


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        ('rule = "economy.krugmann", level = "section"', "Menade du economy.krugman"),
        ('rule = "economy.krugman"', "behöver level"),
        ('rule = "economy.share", industries = ["C"], percent = 50', "hör inte till economy.share"),
        ('rule = "economy.share", industries = ["C", "99999x"]', "ingen sådan kod"),
        ('rule = "economy.related_variety", level = "section"', "finare branscher"),
        ('rule = "economy.location_quotient"', "antingen level eller industries"),
    ],
    ids=["unknown", "lacks", "does not take", "no industry", "too coarse", "neither"],
)
def test_a_fault_in_a_computed_series_has_its_line(origin: str, reason: str) -> None:
    text = WHOLE.replace('kind = "kolada", kpi = "N03941"', f'kind = "computed", of = "arbetsloshet", {origin}')
    with pytest.raises(Refused) as caught:
        check(text, "x.toml", indicators={"arbetsloshet"})
    told = [f"{fault.expected.sv} {fault.way_out.sv}" for fault in caught.value.faults]
    assert any(reason in one for one in told), told
    assert {fault.location.line for fault in caught.value.faults} == {18}
