"""Chains of projects: what is proposed and what is not."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.ground.periods import Period
from samhandling.plan.rules.chains import propose_chains, stem_of
from samhandling.plan.rules.record import InitiativeRecord, Kind


def effort(id_: str, title: str, start: date | None = None, **rest: Any) -> InitiativeRecord:
    return InitiativeRecord(id_, title, owners=rest.pop("owners", ("mora",)), period=Period(start=start), **rest)


def chains(*records: InitiativeRecord) -> list[tuple[str, str, str]]:
    return [(one.before, one.after, one.kind.value) for one in propose_chains(records)]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Förstudie - Energitjänster", "Energitjänster", "pre_study"),
        ("Skogens väg, en förstudie", "Skogens väg", "pre_study"),
        ("Feasibility study: Forest lift", "Forest lift", "pre_study"),
        ("Växtzon 1", "Tilläggsansökan Växtzon 1", "extension"),
        ("Lyftet", "Förlängning av Lyftet", "extension"),
        ("Fiber i byn", "Fiber i byn etapp 2", "next_phase"),
        ("Destination, fas I", "Destination, fas II", "next_phase"),
        ("Plattformen Fas1", "Plattformen Fas 2", "next_phase"),
        ("Sluss", "Sluss 2.0", "next_phase"),
        ("Bredband, del 1 i länet", "Bredband, del 2 i länet", "next_phase"),
    ],
)
def test_it_proposes_a_chain_by_owner_stem_and_dates(before: str, after: str, kind: str) -> None:
    one, other = effort("a", before, date(2015, 1, 1)), effort("b", after, date(2016, 1, 1))
    assert chains(one, other) == chains(other, one) == [("a", "b", kind)]


def test_a_kind_of_its_own_makes_a_pre_study_too() -> None:
    assert chains(effort("a", "Lyftet", kind=Kind.PRE_STUDY), effort("b", "Lyftet")) == [("a", "b", "pre_study")]


def test_it_proposes_nothing_across_owners_or_against_time_or_for_a_bare_word() -> None:
    one, other = effort("a", "Förstudie Lyftet", date(2016, 1, 1)), effort("b", "Lyftet", date(2015, 1, 1))
    assert chains(one, other) == []
    assert chains(effort("a", "Förstudie Lyftet"), effort("b", "Lyftet", owners=("falun",))) == []
    assert chains(effort("a", "Förstudie"), effort("b", "Projekt")) == []
    assert chains(effort("a", "Lyftet"), effort("b", "Lyftet")) == []


def test_three_phases_make_two_links() -> None:
    titles = ["Fiber etapp 3", "Fiber etapp 1", "Fiber etapp 2"]
    assert chains(*(effort(title[-1], title) for title in titles)) == [("1", "2", "next_phase"), ("2", "3", "next_phase")]


@pytest.mark.parametrize(
    ("note", "link"),
    [
        ("Följer på S27 (kedja)", ("S27", "x", "follows")),
        ("Tillägg till S27.", ("S27", "x", "follows")),
        ("text; bygger på S27", ("S27", "x", "follows")),
        ("följer på förstudien S27", ("S27", "x", "follows")),
        ("leder till S27 (kedja)", ("x", "S27", "follows")),
        ("Builds on S27", ("S27", "x", "follows")),
    ],
)
def test_it_uses_case_numbers_that_a_note_names(note: str, link: tuple[str, str, str]) -> None:
    assert chains(effort("x", "Det ena", note=note), effort("S27", "Det andra", owners=("falun",))) == [link]


@pytest.mark.parametrize("note", ["Jämför S27", "kompletterar S27", "Samma namn som S27", "Följer på S99", "Följer på x"])
def test_other_mentions_of_a_case_number_are_no_chain(note: str) -> None:
    assert chains(effort("x", "Det ena", note=note), effort("S27", "Det andra")) == []


def test_two_notes_that_say_the_same_from_both_ends_are_one_proposal() -> None:
    found = propose_chains([effort("a1", "Det ena", note="Har tillägget b2"), effort("b2", "Det andra", note="Tillägg till a1")])
    assert [(one.before, one.after) for one in found] == [("a1", "b2")]
    assert found[0].reason.sv == 'Anmärkningen till a1 säger "Har tillägget b2".'


@given(st.text())
def test_any_title_has_a_stem(title: str) -> None:
    stem = stem_of(title)
    assert all(stem.words)


@given(
    st.lists(
        st.builds(
            effort,
            st.text("ab12", min_size=1, max_size=3),
            st.sampled_from(["Förstudie A", "Abcde", "Abcde 2", "Förstudie Abcde", "Tillägg Abcde"]),
        ),
        max_size=6,
    )
)
def test_no_proposal_links_a_project_to_itself(records: list[InitiativeRecord]) -> None:
    unique = list({record.id: record for record in records}.values())
    found = propose_chains(unique)
    assert all(one.before != one.after for one in found)
    assert len({(one.before, one.after) for one in found}) == len(found)
