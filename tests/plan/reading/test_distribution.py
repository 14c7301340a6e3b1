"""Focus areas and shares from a cell, with the real strategy's codes and with an invented one's."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.plan.rules.distribution import DistributionReader
from samhandling.plan.rules.record import Basis
from samhandling.plan.rules.world import FocusAreaName, FrameworkName, World

AREAS = (
    FocusAreaName("1.1", ("Samverka för ett gott klimat",)),
    FocusAreaName("1.3", ("Främja energiomställning och stabil energiförsörjning", "Promote the energy transition")),
    FocusAreaName("2.2", ("Stimulera ökad innovation",)),
    FocusAreaName("2.5", ("Stimulera samverkan",)),
)
READER = DistributionReader(World(AREAS, frameworks=(FrameworkName("rus", ("RUS",)),)))


def shares(cell: str | float | None, reader: DistributionReader = READER) -> dict[str, Fraction | None]:
    return {share.focus_area: share.share for share in reader.read(cell).value.shares}


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1.3:0.7|2.2:0.15|2.5:0.15", {"1.3": "0.7", "2.2": "0.15", "2.5": "0.15"}),
        ("1.3 (70 %), 2.2 (15 %), 2.5 (15 %)", {"1.3": "0.7", "2.2": "0.15", "2.5": "0.15"}),
        ("1.3 40%, 2.2 20%", {"1.3": "0.4", "2.2": "0.2"}),
        ("1,3 (50 %); 2,2 (30 %)", {"1.3": "0.5", "2.2": "0.3"}),
        ("70 % 1.3, 30 % 2.2", {"1.3": "0.7", "2.2": "0.3"}),
        ("1.3: 0,5", {"1.3": "0.5"}),
        ("1.3 (70), 2.2 (30)", {"1.3": "0.7", "2.2": "0.3"}),
        ("1.3", {"1.3": "1"}),
        (1.3, {"1.3": "1"}),
        ("1.3 Främja energiomställning och stabil energiförsörjning", {"1.3": "1"}),
        ("Energiomställning och stabil energiförsörjning", {"1.3": "1"}),
        ("FRÄMJA ENERGIOMSTÄLLNING OCH STABIL ENERGIFÖRSÖRJNING", {"1.3": "1"}),
        ("Promote the energy transition", {"1.3": "1"}),
    ],
)
def test_it_reads_shares(cell: str | float, read: dict[str, str]) -> None:
    assert shares(cell) == {code: Fraction(share) for code, share in read.items()}
    assert READER.read(cell).unclear is None
    assert READER.read(cell).value.basis is Basis.STATED


@pytest.mark.parametrize(
    "cell", ["1.3 / 2.2", "1.3 och 2.2", "1.3, 2.2", "1.3\n2.2", "Stimulera samverkan; Stimulera ökad innovation", "1.3 (40 %), 2.2"]
)
def test_several_areas_without_shares_keep_unknown_shares(cell: str) -> None:
    assert set(shares(cell).values()) == {None}
    assert len(shares(cell)) == 2
    unclear = READER.read(cell).unclear
    assert unclear is not None
    assert unclear.kind == "areas_without_shares"


@pytest.mark.parametrize("cell", [None, "", "?", "-", "oklart", "Vet ej"])
def test_nothing_said_is_insufficient(cell: str | None) -> None:
    found = READER.read(cell)
    assert (found.value.basis, found.value.shares, found.unclear) == (Basis.INSUFFICIENT, (), None)


@pytest.mark.parametrize("cell", ["utanför", "Utanför strategin", "Ej näringslivsstrategin (RUS 1)", "outside", "Ej strategin, RUS 1.1"])
def test_outside_is_a_judgement_without_shares(cell: str) -> None:
    found = READER.read(cell)
    assert (found.value.basis, found.value.shares, found.unclear) == (Basis.JUDGED, (), None)


@pytest.mark.parametrize("cell", ["utanför / gränsfall 2.2 ?", "utanför, ev. 2.2", "utanför?"])
def test_outside_with_a_but_is_asked_about_and_counts_nothing(cell: str) -> None:
    found = READER.read(cell)
    assert found.unclear is not None
    assert (found.value.basis, found.value.shares, found.unclear.kind) == (Basis.JUDGED, (), "outside_with_question")


@pytest.mark.parametrize("cell", ["1.3 (70 %), 2.2 (40 %)", "1.3:0.7|2.2:0.6", "1.3:1.2", "1.3 (50 %), 1.3 (20 %)", "1.3:-0.5"])
def test_shares_that_cannot_be_true_are_wrong(cell: str) -> None:
    assert READER.read(cell).wrong is not None


@pytest.mark.parametrize(("cell", "kind"), [("9.9", "focus_area_unknown"), ("Sånt vi gillar", "contribution_unclear")])
def test_what_is_no_focus_area_is_asked_about(cell: str, kind: str) -> None:
    unclear = READER.read(cell).unclear
    assert unclear is not None
    assert (unclear.kind, shares(cell)) == (kind, {})


def test_what_is_only_partly_understood_is_asked_about() -> None:
    unclear = READER.read("1.3 (50 %), 9.9 (20 %)").unclear
    assert unclear is not None
    assert (unclear.kind, shares("1.3 (50 %), 9.9 (20 %)")) == ("contribution_unclear", {"1.3": Fraction(1, 2)})


def test_codes_of_another_strategy_have_another_shape(world: World) -> None:
    reader = DistributionReader(world)
    assert shares("A1 (60 %), B1 (40 %)", reader) == {"A1": Fraction(3, 5), "B1": Fraction(2, 5)}
    assert shares("skogen", reader) == {}
    assert shares("Strengthen the forest", reader) == {"A1": Fraction(1)}
    assert shares("1.3", reader) == {}


PARTS = st.lists(st.integers(1, 25), min_size=1, max_size=4)
NOTATIONS = ["{code} ({percent} %)", "{code} {percent}%", "{code}:{decimal}", "{code} = {comma}", "{code} ({percent} procent)"]


@given(parts=PARTS, notation=st.sampled_from(NOTATIONS), mark=st.sampled_from([", ", "; ", "|", " / ", "\n"]))
def test_shares_read_back_exactly_from_every_notation(parts: list[int], notation: str, mark: str) -> None:
    wanted = {area.code: Fraction(part, 100) for area, part in zip(AREAS, parts, strict=False)}
    written = [
        notation.format(code=code, percent=int(share * 100), decimal=f"{float(share):.2f}", comma=f"{float(share):.2f}".replace(".", ","))
        for code, share in wanted.items()
    ]
    assert shares(mark.join(written)) == wanted


@given(st.text() | st.text("123.,%:()|/; utanför?", max_size=20))
def test_any_text_gives_shares_of_at_most_one_or_a_word(cell: str) -> None:
    found = READER.read(cell)
    assert sum(share.share or 0 for share in found.value.shares) <= 1
