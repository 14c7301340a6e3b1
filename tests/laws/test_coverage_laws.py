"""What always holds of a coverage picture, whatever the portfolio."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laws.portfolios import AREAS, ON, PLACES, initiatives, near, portfolios, question, rulebooks
from samhandling.coverage.rules.attribution import Split, Window
from samhandling.coverage.rules.comparison import WhatIf, compare, what_if
from samhandling.coverage.rules.conditions import Numbers
from samhandling.coverage.rules.matrix import Matrix, matrix
from samhandling.coverage.rules.opening import figures_of
from samhandling.coverage.rules.overlaps import overlaps
from samhandling.coverage.rules.picture import Picture, Question, picture
from samhandling.coverage.rules.presentation import shown_money
from samhandling.coverage.rules.robustness import robustness
from samhandling.coverage.rules.rulebook import Rulebook, Use
from samhandling.coverage.rules.status import Status
from samhandling.ground.places import NATION, PlaceCode, counties, municipalities_of
from samhandling.plan.rules.record import Basis, InitiativeRecord, Kind, Share, Stage

Portfolio = tuple[InitiativeRecord, ...]

slowly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
places = st.sampled_from(PLACES)
windows = st.one_of(st.none(), st.tuples(near, near).map(lambda days: Window(min(days), max(days))))


def loaded(portfolio: Portfolio) -> Fraction:
    return sum((record.granted or Fraction(0) for record in portfolio), Fraction(0))


@slowly
@given(portfolios(), places, windows)
def test_money_is_never_lost_or_made(portfolio: Portfolio, place: PlaceCode, window: Window | None) -> None:
    totals = picture(portfolio, AREAS, question(place, window=window)).totals
    parts = (totals.attributed, totals.outside, totals.insufficient, totals.excluded)
    assert sum(part.value for part in parts) == totals.granted.value
    assert totals.granted.value + totals.other_time.value + totals.elsewhere.value == loaded(portfolio)


@slowly
@given(portfolios(), places)
def test_no_money_is_of_another_time_when_no_window_is_asked_for(portfolio: Portfolio, place: PlaceCode) -> None:
    assert picture(portfolio, AREAS, question(place)).totals.other_time.value == 0


@slowly
@given(portfolios(), places, windows)
def test_what_is_shown_adds_up_to_the_ore(portfolio: Portfolio, place: PlaceCode, window: Window | None) -> None:
    drawn = picture(portfolio, AREAS, question(place, window=window))
    shown = shown_money(drawn)
    areas = sum(shown.focus_areas.values(), Decimal(0))
    assert areas == shown.attributed
    assert areas + shown.outside + shown.insufficient + shown.excluded == shown.granted
    everything = shown.granted + shown.elsewhere + shown.other_time
    assert abs(Fraction(everything) - loaded(portfolio)) <= Fraction(1, 200)
    assert all(amount >= 0 for amount in (shown.elsewhere, shown.other_time, *shown.focus_areas.values()))
    assert all(shown.nation_wide[cell.focus_area] <= shown.focus_areas[cell.focus_area] for cell in drawn.cells)
    assert all(abs(Fraction(shown.focus_areas[cell.focus_area]) - cell.sek.value) < Fraction(1, 100) for cell in drawn.cells)


@slowly
@given(portfolios(), places)
def test_the_focus_areas_sum_to_what_is_attributed(portfolio: Portfolio, place: PlaceCode) -> None:
    drawn = picture(portfolio, AREAS, question(place))
    assert sum((cell.sek.value for cell in drawn.cells), Fraction(0)) == drawn.totals.attributed.value


@settings(slowly, max_examples=15)
@given(portfolios(most=6), st.booleans())
def test_municipalities_sum_to_their_county_and_counties_to_the_nation(portfolio: Portfolio, by_population: bool) -> None:
    split = Split({code: 1 + int(code) % 97 for code in (*counties(), *municipalities_of(NATION))}) if by_population else Split()

    def granted(place: str) -> Fraction:
        return picture(portfolio, AREAS, question(place, split=split)).totals.granted.value

    by_county = {county: granted(county) for county in counties()}
    assert sum(by_county.values()) == granted(NATION) == loaded(portfolio)
    for county in ("04", "09", "18"):
        assert sum(granted(code) for code in municipalities_of(PlaceCode(county))) == by_county[PlaceCode(county)]


def differing(every: Matrix, drawn: Picture) -> list[tuple[str, str, object, object]]:
    """Every cell and number where a matrix and a picture of the same place say different things."""
    place = drawn.question.place
    row = every.places.index(place)
    found: list[tuple[str, str, object, object]] = []
    for column, cell in enumerate(drawn.cells):
        if every.status_of(place, cell.focus_area) is not cell.status:
            found.append((cell.focus_area, "status", every.status_of(place, cell.focus_area), cell.status))
        for field in fields(Numbers):
            one, other = getattr(every.numbers, field.name)[row, column], getattr(cell.numbers, field.name)
            if field.name in ("sek", "median_sek"):
                one = Fraction(one) / every.denominator
            if not switched_on(field.name, drawn.question.rulebook):
                continue
            if one != other:
                found.append((cell.focus_area, field.name, one, other))
    return found


def switched_on(number: str, book: Rulebook) -> bool:
    """Some numbers are counted in a matrix only when their rule is on."""
    asked_by = {"active_named": "only_wide", "financiers": "one_financier", "median_sek": "little_money"}
    return number not in asked_by or book.uses(asked_by[number])


@settings(slowly, max_examples=40)
@given(portfolios(), rulebooks())
def test_the_matrix_says_in_every_cell_what_the_picture_says(portfolio: Portfolio, book: Rulebook) -> None:
    every = matrix(portfolio, AREAS, Question(ON, NATION, book))
    wrong = {place: differing(every, picture(portfolio, AREAS, Question(ON, place, book))) for place in PLACES}
    assert not {place: found for place, found in wrong.items() if found}


@settings(slowly, max_examples=6)
@given(portfolios())
def test_the_matrix_and_the_picture_agree_at_every_place_of_the_nation(portfolio: Portfolio) -> None:
    every = matrix(portfolio, AREAS, question())
    assert not [place for place in every.places if differing(every, picture(portfolio, AREAS, question(place)))]


@slowly
@given(portfolios(), places, rulebooks())
def test_every_flip_is_what_the_matrix_says_with_that_threshold(portfolio: Portfolio, place: PlaceCode, book: Rulebook) -> None:
    drawn = picture(portfolio, AREAS, Question(ON, place, book))
    for flip in robustness(drawn, portfolio, AREAS).flips:
        varied = book.with_threshold(flip.threshold, flip.tried)
        assert varied.thresholds[flip.threshold] == flip.tried
        assert flip.tried != flip.stands == book.thresholds[flip.threshold]
        assert matrix(portfolio, AREAS, Question(ON, NATION, varied)).status_of(place, flip.focus_area) is flip.status
        assert flip.status is not drawn.cell(flip.focus_area).status


@slowly
@given(portfolios(), places, rulebooks(), st.randoms(use_true_random=False))
def test_the_order_of_initiatives_does_not_matter(portfolio: Portfolio, place: PlaceCode, book: Rulebook, dice: object) -> None:
    shuffled = list(portfolio)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (picture(records, AREAS, Question(ON, place, book)) for records in (portfolio, shuffled))
    for before, after in zip(one.cells, other.cells, strict=True):
        assert (before.status, before.numbers) == (after.status, after.numbers)
        assert [(f.rule, f.value, set(f.rows)) for f in before.reasons] == [(f.rule, f.value, set(f.rows)) for f in after.reasons]
        assert {k: (v.value, set(v.rows)) for k, v in figures_of(before).items()} == {
            k: (v.value, set(v.rows)) for k, v in figures_of(after).items()
        }
    assert shown_money(one) == shown_money(other)
    assert [(o.focus_area, set(o.initiatives), o.owners) for o in overlaps(one)] == [
        (o.focus_area, set(o.initiatives), o.owners) for o in overlaps(other)
    ]


RANK = {Status.MISSING: 0, Status.INSUFFICIENT: 0, Status.PARTLY: 1, Status.COVERED: 2}


@slowly
@given(portfolios(), initiatives(key="ny"), places, st.sampled_from(AREAS))
def test_one_more_main_effort_that_goes_on_never_makes_a_status_worse(
    portfolio: Portfolio, more: InitiativeRecord, place: PlaceCode, area: object
) -> None:
    code = area.code  # type: ignore[attr-defined]
    goes_on = replace(more.period, start=ON - timedelta(days=1), end=ON + timedelta(days=800))
    new = replace(
        more,
        owners=("En ny aktör",),
        kind=Kind.IMPLEMENTATION,
        stage=Stage.SAMHANDLING,
        basis=Basis.JUDGED,
        period=goes_on,
        shares=(Share(code, Fraction(1)),),
    )
    before = picture(portfolio, AREAS, question(place)).cell(code)
    after = picture((*portfolio, new), AREAS, question(place)).cell(code)
    assert RANK[after.status] >= RANK[before.status]


@slowly
@given(portfolios())
def test_a_thought_of_nothing_changes_nothing(portfolio: Portfolio) -> None:
    assert list(what_if(portfolio, WhatIf())) == list(portfolio)
    assert list(what_if(portfolio, WhatIf(frozenset(), {}))) == list(portfolio)


@slowly
@given(portfolios(), places)
def test_a_picture_does_not_differ_from_itself(portfolio: Portfolio, place: PlaceCode) -> None:
    drawn = picture(portfolio, AREAS, question(place))
    found = compare(drawn, drawn)
    assert not any(change.is_change for change in found.changes)
    assert found.opened == found.closed == ()


@slowly
@given(portfolios(), places, near)
def test_a_comparison_turned_round_says_the_opposite(portfolio: Portfolio, place: PlaceCode, other: date) -> None:
    one = picture(portfolio, AREAS, question(place))
    two = picture(portfolio, AREAS, replace(question(place), on=other))
    there, back = compare(one, two), compare(two, one)
    assert (there.opened, there.closed) == (back.closed, back.opened)
    for change, turned in zip(there.changes, back.changes, strict=True):
        assert (change.before, change.opened, change.sek_before) == (turned.after, turned.closed, turned.sek_after)
        assert change.sek_before == change.sek_after


@slowly
@given(portfolios(), places, rulebooks())
def test_a_rule_that_is_off_never_appears(portfolio: Portfolio, place: PlaceCode, book: Rulebook) -> None:
    uses = {rule.id: rule.use for rule in book.rules}
    drawn = picture(portfolio, AREAS, Question(ON, place, book))
    for cell in drawn.cells:
        assert all(uses[finding.rule] is Use.REASON for finding in cell.reasons)
        assert all(uses[finding.rule] is Use.NOTE for finding in cell.notes)
    flipped = {flip.threshold for flip in robustness(drawn, portfolio, AREAS).flips}
    assert all(uses.get(name, Use.REASON) is Use.REASON for name in flipped)


@slowly
@given(portfolios(), places, rulebooks())
def test_a_status_is_what_its_reasons_and_numbers_say(portfolio: Portfolio, place: PlaceCode, book: Rulebook) -> None:
    for cell in picture(portfolio, AREAS, Question(ON, place, book)).cells:
        assert (cell.status is Status.PARTLY) == bool(cell.reasons)
        assert (cell.status in (Status.COVERED, Status.PARTLY)) == (cell.active.value > 0)
        assert cell.status is not Status.MISSING or cell.possibly_active.value == 0
        states = (cell.active, cell.possibly_active, cell.undated, cell.ended, cell.coming)
        assert sum(evidence.value for evidence in states) == cell.initiatives.value
        assert cell.main_left.value <= cell.main.value <= cell.active.value


@slowly
@given(portfolios(), places, windows)
def test_every_number_is_given_by_its_rows(portfolio: Portfolio, place: PlaceCode, window: Window | None) -> None:
    drawn = picture(portfolio, AREAS, question(place, window=window))
    for thing in (drawn.totals, *drawn.cells):
        for name, evidence in figures_of(thing).items():
            parts = [row.part for row in evidence.rows if row.part is not None]
            if evidence.unit == "SEK":
                assert (sum(parts, Fraction(0)), len(parts)) == (evidence.value, len(evidence.rows)), name
            elif evidence.unit == "share":
                assert evidence.value * len(parts) == sum(parts, Fraction(0)), name
            else:
                assert evidence.value == len(evidence.rows) == len({row.id for row in evidence.rows}), name
