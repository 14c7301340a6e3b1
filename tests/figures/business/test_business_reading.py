"""The business life of a place: every number from the cube, every gap with its reason, breaks and hidden cells told."""

from pathlib import Path
from typing import Any

import pytest
from business_made import YEARS, Cell, cells, counties_file, divisions, write

from samhandling.figures.business import keeping
from samhandling.figures.business.cubes import CubeFile, load_cube
from samhandling.figures.business.opening import close_comparison, may_open, open_comparison, opened_places
from samhandling.figures.business.reading import business_life, places_known
from samhandling.figures.business.reading_words import ColumnsOf
from samhandling.figures.business.shapes import BusinessLife, Growth, Lacking, Near, Resilience, Unknown
from samhandling.ground.faults import Refused
from samhandling.ground.places import NATION, counties, municipalities_of
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.models import Event
from samhandling.people.models import Actor
from samhandling.people.rules.permission import NotAllowed

pytestmark = pytest.mark.django_db


def life(place: str = "04", **asked: Any) -> BusinessLife:
    found = business_life(place, viewer=VISITOR, **asked)
    assert isinstance(found, BusinessLife)
    return found


@pytest.fixture
def loaded(figures_home: Path, tmp_path: Path) -> list[Cell]:
    rows = cells(list(counties()), divisions())
    load_cube(write(tmp_path / "lan.csv", rows), CubeFile(producer="En generator", generated=True, licence="CC0"), by=OPERATOR)
    return rows


def test_without_figures_it_says_what_is_missing_and_the_commands(figures_home: Path) -> None:
    found = business_life("0480", viewer=VISITOR)
    assert isinstance(found, Lacking)
    assert "Nyköping" in found.said.sv
    assert any("figures fetch sysselsatta-per-bransch" in way.command and way.tables for way in found.ways)
    assert places_known() == ()


def test_the_rows_are_those_of_the_file(loaded: list[Cell]) -> None:
    found = life()
    own = {industry: int(str(value)) for region, industry, year, value in loaded if region == "04" and year == 2021}
    nation: dict[str, int] = {}
    for _, industry, year, value in loaded:
        if year == 2021:
            nation[industry] = nation.get(industry, 0) + int(str(value))
    assert {row.code: row.count for row in found.lives_on} == own
    assert found.jobs == sum(own.values())
    assert [row.count for row in found.lives_on] == sorted(own.values(), reverse=True)
    for row in found.lives_on:
        share, whole = own[row.code] / sum(own.values()), nation[row.code] / sum(nation.values())
        assert row.share == pytest.approx(share)
        assert row.nation_share == pytest.approx(whole)
        assert row.lq == pytest.approx(share / whole)
    assert found.source.marked_generated
    assert found.notes[0].sv.startswith("Siffrorna är framställda")


def test_the_parts_of_growth_add_up_for_the_place_and_every_industry(loaded: list[Cell]) -> None:
    found = life(base_year=2019).growth
    assert isinstance(found, Growth)
    assert found.nation_part + found.industry_part + found.own_part == pytest.approx(found.total)
    jobs = {year: sum(int(str(v)) for r, _, y, v in loaded if r == "04" and y == year) for year in YEARS}
    assert found.total == jobs[2021] - jobs[2019]
    assert found.start == jobs[2019]
    assert sum(row.total or 0 for row in found.by_industry) == pytest.approx(found.total)


def test_what_lies_near_is_told_in_order_with_ranks(loaded: list[Cell]) -> None:
    near = life().near
    assert isinstance(near, Near)
    lacking = [row for row in near.rows if not row.present]
    assert lacking
    assert [row.nearness for row in lacking] == sorted((row.nearness for row in lacking), reverse=True)
    assert all(0 <= row.nearness <= 1 and 0 <= row.demanding <= 1 for row in near.rows)


def test_entropy_is_what_lies_within_groups_and_between_them(loaded: list[Cell]) -> None:
    broad = life().breadth
    assert isinstance(broad.related, float)
    assert isinstance(broad.unrelated, float)
    assert broad.entropy == pytest.approx(broad.related + broad.unrelated)
    assert [point.year for point in broad.series] == list(YEARS)


def test_a_downturn_is_come_through(loaded: list[Cell]) -> None:
    found = life().resilience
    assert isinstance(found, Resilience)
    assert (found.peak, found.trough, found.recovered) == (2018, 2019, 2021)


def test_every_sentence_is_whole_in_both_languages(loaded: list[Cell]) -> None:
    told = life().sentences
    for said in (told.lives_on, told.growth, told.breadth, told.near, told.resembles):
        for text in (said.sv, said.en):
            assert text.endswith(".")
            assert "nan" not in text.lower().split()
            assert "  " not in text


def test_a_county_resembles_counties_by_name_and_places_come_in_swedish_order(loaded: list[Cell]) -> None:
    alike = life().resembles
    assert isinstance(alike, tuple)
    assert all(one.code in counties() and one.code != "04" for one in alike)
    assert [one.distance for one in alike] == sorted(one.distance for one in alike)
    names = [one.name for one in places_known()]
    assert len(names) == 21
    assert names[-1] == "Östergötlands län"
    assert names.index("Örebro län") == 19


@pytest.mark.parametrize(("year", "base"), [(1999, None), (2021, 2021), (2020, 2021), (2021, 1999)])
def test_years_that_do_not_fit_are_refused(loaded: list[Cell], year: int, base: int | None) -> None:
    with pytest.raises(Refused):
        business_life("04", year=year, base_year=base, viewer=VISITOR)


@pytest.mark.parametrize("place", ["00", "99", "x", "Nyköping"])
def test_a_place_that_is_none_is_refused(figures_home: Path, place: str) -> None:
    with pytest.raises(Refused):
        business_life(place, viewer=VISITOR)


def test_no_growth_over_a_break_unless_asked_and_then_it_is_said(figures_home: Path, tmp_path: Path) -> None:
    load_cube(counties_file(tmp_path), CubeFile(breaks=(2020,)), by=OPERATOR)
    plain = life()
    assert plain.base_year == 2020
    assert isinstance(plain.growth, Growth)
    assert plain.growth.broken == ()
    over = life(base_year=2018).growth
    assert isinstance(over, Growth)
    assert "2020" in over.broken[0].sv
    first = life(year=2020).growth
    assert isinstance(first, Unknown)
    assert "brottet" in first.reason.sv
    assert isinstance(plain.resilience, Unknown)


def test_a_hidden_cell_is_told_and_never_counts_as_zero(figures_home: Path, tmp_path: Path) -> None:
    def hide(rows: list[Cell]) -> list[Cell]:
        return [(r, i, y, ".." if (r, i, y) == ("04", "62", 2021) else v) for r, i, y, v in rows]

    load_cube(counties_file(tmp_path, hide), CubeFile(), by=OPERATOR)
    found = life()
    row = next(row for row in found.lives_on if row.code == "62")
    assert row.count is None
    assert row.share is None
    assert row.reason
    assert "döljer" in row.reason.sv
    assert found.suppressed == 1
    assert any("döljer 1" in note.sv for note in found.notes)
    assert isinstance(found.breadth.entropy, Unknown)
    assert isinstance(found.growth, Unknown)
    assert all(row.lq is None and row.reason for row in found.lives_on)
    assert life("05").lives_on[0].lq is not None


def test_a_few_places_beside_the_nation_are_compared_with_the_nation(figures_home: Path, tmp_path: Path) -> None:
    every = cells(list(counties()), ["A", "B+C", "F", "G"])
    nation = {(i, y): sum(int(str(v)) for _, j, z, v in every if (j, z) == (i, y)) for _, i, y, _ in every}
    few = [row for row in every if row[0] in ("03", "04")]
    whole: list[Cell] = [("00", industry, year, value) for (industry, year), value in nation.items()]
    load_cube(write(tmp_path / "few.csv", [*whole, *few]), CubeFile(), by=OPERATOR, code="few")
    load_cube(write(tmp_path / "all.csv", every), CubeFile(), by=OPERATOR, code="all")
    one, other = life(cube="few"), life(cube="all")
    assert [row.lq for row in one.lives_on] == pytest.approx([row.lq for row in other.lives_on])
    assert isinstance(one.growth, Growth)
    assert isinstance(other.growth, Growth)
    assert one.growth.own_part == pytest.approx(other.growth.own_part)
    assert isinstance(one.near, Unknown)
    assert isinstance(one.breadth.related, Unknown)
    assert [one.name for one in places_known()].count("Södermanlands län") == 1


def test_counties_are_summed_of_all_their_municipalities(figures_home: Path, tmp_path: Path) -> None:
    rows = cells(list(municipalities_of(NATION)), ["A", "C", "G"], (2020,))
    load_cube(write(tmp_path / "kommuner.csv", rows), CubeFile(), by=OPERATOR)
    found = life("04")
    own = sum(int(str(v)) for r, _, _, v in rows if r.startswith("04"))
    assert found.jobs == own
    assert any("summan av kommunernas" in note.sv for note in found.notes)


@pytest.fixture
def municipalities(figures_home: Path, tmp_path: Path) -> Viewer:
    rows = cells(list(municipalities_of(NATION)), ["A", "C", "G", "P"], (2020,))
    load_cube(write(tmp_path / "kommuner.csv", rows), CubeFile(), by=OPERATOR)
    for code, kind, place in (("eskilstuna", "kommun", "0484"), ("ab", "företag", "0484"), ("flen", "kommun", "0482")):
        Actor.objects.create(code=code, name=code, type=kind, municipality=place)
    return Viewer(ViewerKind.PERSON, 1, frozenset({Role.CONTRIBUTOR}), frozenset({"eskilstuna"}))


def test_no_municipality_is_named_before_it_opens(municipalities: Viewer) -> None:
    alike = life("0480").resembles
    assert isinstance(alike, tuple)
    assert {one.kind for one in alike} <= {"county", "group"}
    open_comparison("0484", by=municipalities)
    open_comparison("0484", by=municipalities)
    assert opened_places(seen_by=VISITOR) == {"0484"}
    assert life("0484").comparison_open
    assert Event.objects.filter(verb="comparison.opened").count() == 1
    named = nearest_named("0480")
    assert named <= {"0484"}
    close_comparison("0484", by=municipalities)
    assert nearest_named("0480") == set()
    assert Event.objects.filter(verb="comparison.closed").count() == 1


def nearest_named(place: str) -> set[str]:
    alike = life(place).resembles
    return {one.code for one in alike if one.kind == "municipality"} if isinstance(alike, tuple) else set()


def test_an_opened_municipality_with_the_same_structure_is_named(figures_home: Path, tmp_path: Path) -> None:
    rows = cells(list(municipalities_of(NATION)), ["A", "C", "G", "P"], (2020,))
    same = {(industry): value for region, industry, _, value in rows if region == "0480"}
    load_cube(write(tmp_path / "k.csv", [(r, i, y, same[i] if r == "0484" else v) for r, i, y, v in rows]), CubeFile(), by=OPERATOR)
    Actor.objects.create(code="eskilstuna", name="Eskilstuna", type="kommun", municipality="0484")
    assert nearest_named("0480") == set()
    open_comparison("0484", by=Viewer(ViewerKind.PERSON, 1, frozenset(), frozenset({"eskilstuna"})))
    assert nearest_named("0480") == {"0484"}
    first = life("0480").resembles
    assert isinstance(first, tuple)
    assert first[0].distance == pytest.approx(0)


@pytest.mark.parametrize(
    "viewer",
    [
        OPERATOR,
        VISITOR,
        Viewer(ViewerKind.PERSON, 2, frozenset({Role.STRATEGIST}), frozenset()),
        Viewer(ViewerKind.PERSON, 3, frozenset(), frozenset({"flen", "ab"})),
        Viewer(ViewerKind.PERSON, 4, frozenset(), frozenset({"eskilstuna"}), read_only=True),
        Viewer(ViewerKind.TOKEN, 5, frozenset(), frozenset({"eskilstuna"}), read_only=True),
    ],
    ids=["operator", "visitor", "strategist", "another", "read only", "a token that only reads"],
)
def test_nobody_opens_in_a_municipality_s_stead(municipalities: Viewer, viewer: Viewer) -> None:
    assert may_open("0484", municipalities)
    assert not may_open("0484", viewer)
    with pytest.raises(NotAllowed):
        open_comparison("0484", by=viewer)
    assert opened_places(seen_by=VISITOR) == frozenset()


def test_a_county_cannot_be_opened(municipalities: Viewer) -> None:
    with pytest.raises(Refused):
        open_comparison("04", by=municipalities)


def test_a_kept_cube_is_read_once_and_a_changed_file_is_noticed(loaded: list[Cell], figures_home: Path) -> None:
    life()
    keeping.forget()
    (path,) = (figures_home / "cubes").glob("*.npz")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(keeping.Damaged):
        life()


def test_columns_may_have_other_names(figures_home: Path, tmp_path: Path) -> None:
    rows = cells(list(counties()), ["A", "C"], (2020,))
    path = write(tmp_path / "other.csv", rows, ("Var", "Vad", "När", "Hur många"))
    columns = ColumnsOf("Var", "Vad", "När", "Hur många")
    assert load_cube(path, CubeFile(columns), by=OPERATOR).regions == 21


def test_places_without_their_nation_are_compared_with_each_other_and_it_says_so(figures_home: Path, tmp_path: Path) -> None:
    load_cube(write(tmp_path / "few.csv", cells(["03", "04", "05"], divisions())), CubeFile(), by=OPERATOR)
    found = life()
    assert any("jämförelsen" in note.sv.lower() for note in found.notes)
    said = (found.sentences.lives_on, found.sentences.growth, found.sentences.breadth)
    assert all("riket" not in one.sv and "nation" not in one.en for one in said)
    assert "underlaget" in found.sentences.growth.sv
