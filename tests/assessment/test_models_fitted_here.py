"""Models fitted on what people confirm: measured on texts that they have not seen, kept for good, compared, put in use, taken back."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.confirmed import SCHOOL, take_in
from assessment.readers import COUNTY, SORMLAND
from samhandling.assessment import models_kept, shipping
from samhandling.assessment.models_actions import compare_models, fit_model, models, use_model
from samhandling.assessment.models_fitting import OUTSIDE, Firsts, confirmed_examples, folds_of, moved
from samhandling.assessment.models_measured import Counted, compared, firsts_again, firsts_plain, measured
from samhandling.assessment.queries import assessment
from samhandling.assessment.rules.model import shares_by
from samhandling.assessment.rules.subjects import subject_of
from samhandling.assessment.training import Example
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.queries import events_of
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.adding import add_initiative
from samhandling.plan.actions.editing import change, confirm
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped

TEXT = SCHOOL.format(place="Strängnäs", land="Island")
SHIPPED = str(shipping.model_versions(SORMLAND)[-1])
OWN = f"{SHIPPED}.1"
AREAS = frozenset(area.code for area in subject_of(read_shipped(SORMLAND), read_shipped).areas)
NONE_OF_IT = "Kören sjunger julsånger i kyrkan och bjuder alla sina medlemmar på kaffe och bullar efteråt."


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def plan(db: None) -> list[str]:
    load(read_shipped(SORMLAND), by=OPERATOR)
    return take_in(SORMLAND)


def person(*roles: Role, read_only: bool = False) -> Viewer:
    return Viewer(ViewerKind.PERSON, 7, frozenset(roles), read_only=read_only)


def example(key: str, text: str, code: str) -> Example:
    return Example(key, text, {code: 1.0}, frozenset({code}), frozenset(), "portfolio")


def test_only_what_a_person_has_confirmed_is_learnt_from(db: None) -> None:
    load(read_shipped(SORMLAND), by=OPERATOR)
    made = take_in(SORMLAND, confirmed=False)
    assert confirmed_examples(SORMLAND, seen_by=OPERATOR) == []
    with pytest.raises(Refused) as refused:
        fit_model(SORMLAND, by=OPERATOR)
    assert "en person har bekräftat" in refused.value.faults[0].expected.sv
    confirm(made[-1], ["3.5"], strategy=SORMLAND, by=OPERATOR)
    (one,) = confirmed_examples(SORMLAND, seen_by=OPERATOR)
    assert (one.id, dict(one.shares), one.accepted) == (made[-1], {"3.5": 1.0}, {"3.5"})


def test_what_a_person_puts_outside_every_focus_area_is_learnt_from_too(db: None) -> None:
    load(read_shipped(SORMLAND), by=OPERATOR)
    code = add_initiative({"title": "Julkören", "purpose_sv": NONE_OF_IT}, strategy=SORMLAND, by=OPERATOR)
    assert confirmed_examples(SORMLAND, seen_by=OPERATOR) == []
    change(code, {"shares": [], "basis": "judged"}, strategy=SORMLAND, by=OPERATOR, version=1)
    (one,) = confirmed_examples(SORMLAND, seen_by=OPERATOR)
    assert (one.id, one.accepted, dict(one.shares)) == (code, frozenset(), {OUTSIDE: 1.0})


def test_what_a_file_says_lies_outside_nobody_has_confirmed(db: None) -> None:
    load(read_shipped(SORMLAND), by=OPERATOR)
    values = {"title": "Julkören", "purpose_sv": NONE_OF_IT, "basis": "judged"}
    add_initiative(values, strategy=SORMLAND, by=OPERATOR)
    assert confirmed_examples(SORMLAND, seen_by=OPERATOR) == []


def test_a_fit_tells_how_it_reads_what_lies_outside(plan: list[str]) -> None:
    code = add_initiative({"title": "Julkören", "purpose_sv": NONE_OF_IT}, strategy=SORMLAND, by=OPERATOR)
    change(code, {"shares": [], "basis": "judged"}, strategy=SORMLAND, by=OPERATOR, version=1)
    made = fit_model(SORMLAND, by=OPERATOR)
    assert (made.texts, made.result.first.of, made.result.outside.of) == (13, 12, 1)


def test_a_fit_is_kept_measured_and_told_but_not_put_in_use(plan: list[str], home: Path) -> None:
    made = fit_model(SORMLAND, by=OPERATOR)
    assert (made.version, made.base, made.texts) == (OWN, SHIPPED, 12)
    told = json.loads((home / "models" / SORMLAND / f"{OWN}.json").read_text("utf-8"))
    assert (told["version"], told["base"], told["examples"], told["areas"]) == (OWN, SHIPPED, {"confirmed": 12}, {"2.3": 6, "3.5": 6})
    assert set(told["held_out"]) == set(plan)
    right = sum(together[0] == ("2.3" if plan.index(key) < 6 else "3.5") for key, (together, _) in told["held_out"].items())
    assert (told["measured"]["first"]["hits"], told["measured"]["first"]["of"]) == (right, 12)
    assert made.result.first == Counted(right, 12)
    assert assessment(TEXT, strategy=SORMLAND, seen_by=OPERATOR).model == SHIPPED
    (event,) = events_of("model", [SORMLAND], seen_by=OPERATOR)
    assert (event.verb, event.changes["version"]) == ("model.fitted", [None, OWN])


def test_a_version_that_is_kept_is_never_written_over(plan: list[str], home: Path) -> None:
    fit_model(SORMLAND, by=OPERATOR)
    folder = home / "models" / SORMLAND
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert fit_model(SORMLAND, by=OPERATOR).version == f"{SHIPPED}.2"
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert all(path.stat().st_mode & 0o777 == 0o400 for path in folder.iterdir())


def test_a_chosen_model_is_named_in_the_next_answer_and_can_be_left_again(plan: list[str]) -> None:
    fit_model(SORMLAND, by=OPERATOR)
    before = assessment(TEXT, strategy=SORMLAND, seen_by=VISITOR).focus_areas[0].by_model
    assert use_model(SORMLAND, OWN, by=OPERATOR) == OWN
    after = assessment(TEXT, strategy=SORMLAND, seen_by=VISITOR)
    assert (after.model, after.focus_areas[0].id) == (OWN, "3.5")
    assert after.focus_areas[0].by_model > before
    assert use_model(SORMLAND, "", by=OPERATOR) == SHIPPED
    assert assessment(TEXT, strategy=SORMLAND, seen_by=VISITOR).model == SHIPPED
    verbs = [event.verb for event in events_of("model", [SORMLAND], seen_by=OPERATOR)]
    assert verbs == ["model.fitted", "model.used", "model.used"]


@pytest.mark.parametrize("ending", [".npz", ".json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04 broken", None], ids=["empty", "json", "damaged", "gone"])
def test_a_broken_model_is_told_of_and_the_shipped_one_reads(plan: list[str], home: Path, ending: str, content: bytes | None) -> None:
    fit_model(SORMLAND, by=OPERATOR)
    use_model(SORMLAND, OWN, by=OPERATOR)
    file = home / "models" / SORMLAND / f"{OWN}{ending}"
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    answer = assessment(TEXT, strategy=SORMLAND, seen_by=VISITOR)
    assert answer.model == SHIPPED
    assert f"Den valda modellen, version {OWN}, går inte att läsa. Version {SHIPPED}, som följer med, används." in [
        note.sv for note in answer.notes
    ]
    assert [(row.version, row.is_in_use) for row in models(SORMLAND, seen_by=OPERATOR) if row.is_in_use] == [(SHIPPED, True)]
    assert all(row.is_broken for row in models(SORMLAND, seen_by=OPERATOR) if row.version == OWN)
    with pytest.raises(Refused):
        use_model(SORMLAND, OWN, by=OPERATOR)


@pytest.mark.parametrize("pointer", ["", "[]", '{"version": 7}', '{"version": "../../secret"}', '{"version": "9.9"}'])
def test_whatever_the_pointer_says_texts_are_read(plan: list[str], home: Path, pointer: str) -> None:
    folder = home / "models" / SORMLAND
    folder.mkdir(parents=True)
    (folder / "in_use.json").write_text(pointer, "utf-8")
    assert assessment(TEXT, strategy=SORMLAND, seen_by=VISITOR).model == SHIPPED


@pytest.mark.parametrize(
    ("viewer", "may"),
    [
        pytest.param(VISITOR, False, id="visitor"),
        pytest.param(person(Role.CONTRIBUTOR), False, id="contributor"),
        pytest.param(person(Role.READER), False, id="reader"),
        pytest.param(person(Role.ASSESSOR), False, id="assessor"),
        pytest.param(person(Role.ADMINISTRATOR, read_only=True), False, id="read only"),
        pytest.param(person(Role.ADMINISTRATOR), True, id="administrator"),
        pytest.param(person(Role.STRATEGIST), True, id="strategist"),
    ],
)
def test_strategists_and_administrators_keep_the_models(plan: list[str], viewer: Viewer, may: bool) -> None:
    if may:
        assert use_model(SORMLAND, SHIPPED, by=viewer) == SHIPPED
        assert [row.version for row in models(SORMLAND, seen_by=viewer)][-1] == SHIPPED
        return
    for act in (
        lambda: fit_model(SORMLAND, by=viewer),
        lambda: use_model(SORMLAND, SHIPPED, by=viewer),
        lambda: models(SORMLAND, seen_by=viewer),
        lambda: compare_models(SORMLAND, SHIPPED, SHIPPED, seen_by=viewer),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_two_models_are_held_against_each_other_on_texts_that_neither_has_seen(plan: list[str]) -> None:
    fit_model(SORMLAND, by=OPERATOR)
    found = compare_models(SORMLAND, SHIPPED, OWN, seen_by=OPERATOR)
    assert (found.before.first.of, found.after.first.of, found.left_out) == (12, 12, 0)
    assert [(row.code, row.texts) for row in found.areas] == [("2.3", 6), ("3.5", 6)]
    assert found.after.first.hits == fit_model(SORMLAND, by=OPERATOR).result.first.hits
    same = compare_models(SORMLAND, SHIPPED, SHIPPED, seen_by=OPERATOR)
    assert (same.differences, same.tells_them_apart) == ((), False)


def test_an_unknown_version_is_refused_with_those_that_are_there(plan: list[str]) -> None:
    for act in (lambda: use_model(SORMLAND, "77", by=OPERATOR), lambda: compare_models(SORMLAND, SHIPPED, "7.7", seen_by=OPERATOR)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.faults[0].expected.sv == f"En version som finns: {', '.join(map(str, shipping.model_versions(SORMLAND)))}."


def test_a_strategy_without_a_shipped_model_says_what_to_install(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from samhandling.strategy.rules.check import check
    from samhandling.strategy.rules.shipped import shipped_frameworks

    load(check(COUNTY.read_text("utf-8"), COUNTY.name, frameworks=shipped_frameworks()), by=OPERATOR)
    examples = [example(str(number), TEXT, "A1" if number % 2 else "A2") for number in range(12)]
    monkeypatch.setattr("samhandling.assessment.models_actions.confirmed_examples", lambda *_, **__: examples)
    monkeypatch.setattr("samhandling.assessment.models_fitting.find_spec", lambda _: None)
    with pytest.raises(Refused) as refused:
        fit_model("exempellanet-2025", by=OPERATOR)
    assert "pip install 'samhandling[training]'" in refused.value.faults[0].way_out.sv


def test_few_texts_move_a_model_little_and_more_move_it_further() -> None:
    base = shipping.shipped_model(SORMLAND)
    assert base is not None
    one = [example("a", "Kvarnen mal rågmjöl åt bagare", "3.3")]
    more = [*one, example("b", "Rågmjöl ur kvarnen till bagare", "3.3"), example("c", "Bagare hämtar mjöl vid kvarnen", "3.3")]
    said = [
        shares_by(model, "Bagare vid kvarnen vill ha mjöl")["3.3"] for model in (base, moved(base, one, AREAS), moved(base, more, AREAS))
    ]
    assert said == sorted(said)
    assert said[0] < said[1] < said[2]
    far = "Exportrådgivning till företag som säljer utomlands"
    assert shares_by(moved(base, one, AREAS), far)["2.3"] == pytest.approx(shares_by(base, far)["2.3"], abs=0.05)


def test_outside_moves_a_text_from_the_focus_areas_and_says_nothing_of_which_other_answer_it_is() -> None:
    base = shipping.shipped_model(SORMLAND)
    assert base is not None
    text = "Exportrådgivning till företag som säljer utomlands"
    after = moved(base, [Example("a", text, {OUTSIDE: 1.0}, frozenset(), frozenset(), "portfolio")], AREAS)
    before, now = shares_by(base, text), shares_by(after, text)
    assert sum(now[code] for code in AREAS) < sum(before[code] for code in AREAS)
    others = [code for code in base.classes if code not in AREAS]
    for one in others:
        assert now[one] / sum(now[code] for code in others) == pytest.approx(before[one] / sum(before[code] for code in others), abs=0.05)


def test_outside_counts_as_right_only_where_nothing_else_comes_first() -> None:
    none = Example("a", "text", {OUTSIDE: 1.0}, frozenset(), frozenset(), "portfolio")
    found = measured([none], {"a": Firsts((), (OUTSIDE, "1.1"))})
    assert (found.outside, found.first) == (Counted(1, 1), Counted(0, 0))
    assert measured([none], {"a": Firsts((), ("1.1", "2.2"))}).outside == Counted(0, 1)
    assert measured([example("b", "text", "1.1")], {"b": Firsts((), (OUTSIDE, "1.1"))}).first == Counted(1, 1)


def test_a_text_that_a_model_already_reads_so_moves_it_hardly_at_all() -> None:
    base = shipping.shipped_model(SORMLAND)
    assert base is not None
    text = "Exportrådgivning till företag som säljer utomlands"
    as_read = Example("a", text, shares_by(base, text), frozenset({"2.3"}), frozenset(), "portfolio")
    assert np.abs(moved(base, [as_read], AREAS).weights - base.weights).max() < 1e-3


def test_a_focus_area_that_the_shipped_model_does_not_know_is_learnt() -> None:
    base = shipping.shipped_model(SORMLAND)
    assert base is not None
    fresh = moved(base, [example(key, f"Rymdhamn med raketer {key}", "4.1") for key in "abcd"], {*AREAS, "4.1"})
    assert fresh.classes == (*base.classes, "4.1")
    shares = shares_by(fresh, "Raketer från rymdhamn")
    assert max(shares, key=lambda code: shares[code]) == "4.1"


@given(st.integers(1, 90))
@settings(max_examples=25)
def test_every_text_is_held_out_exactly_once(count: int) -> None:
    examples = [example(str(number), "text", "1.1") for number in range(count)]
    folds = folds_of(examples)
    assert sorted(one.id for some in folds for one in some) == sorted(one.id for one in examples)
    assert max(map(len, folds)) - min(map(len, folds)) <= 1


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_narrows_with_more(hits: int, more: int) -> None:
    of = hits + more
    low, high = Counted(hits, of).interval
    assert 0 <= low <= high <= 1
    if of:
        assert low - 1e-9 <= hits / of <= high + 1e-9
        wide = Counted(hits * 4, of * 4).interval
        assert wide[1] - wide[0] <= high - low + 1e-9


def test_wilson_is_wilson() -> None:
    """27 of 34: 0.632 to 0.897 (Wilson's score interval; the same as statsmodels' proportion_confint)."""
    low, high = Counted(27, 34).interval
    assert (round(low, 3), round(high, 3)) == (0.632, 0.897)


def test_a_model_is_better_only_where_chance_would_hardly_say_so() -> None:
    examples = [example(str(number), "text", "1.1") for number in range(8)]
    wrong, right = ({one.id: Firsts((), (code,)) for one in examples} for code in ("2.2", "1.1"))
    found = compared(examples, wrong, right)
    assert (found.only_before, found.only_after, found.tells_them_apart) == (0, 8, True)
    assert not compared(examples[:4], wrong, right).tells_them_apart
    assert compared(examples, {}, right).left_out == 8
    assert measured(examples, right).first == Counted(8, 8)


def test_kept_readings_are_read_again_and_others_let_be() -> None:
    firsts = {"a": Firsts(("1.1", "1.2"), ("2.2",)), "b": Firsts((), ("1.1",))}
    assert firsts_again(json.loads(json.dumps(firsts_plain(firsts))), {"a", "b"}) == firsts
    assert firsts_again({"a": 1, "b": [["1.1"], []]}, {"b"}) == {"b": Firsts((), ("1.1",))}
    assert firsts_again(None, {"a"}) == {}


def test_a_strategy_s_id_leads_nowhere_else() -> None:
    with pytest.raises(Refused):
        models_kept.folder("../elsewhere")
