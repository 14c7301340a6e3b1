"""Two who change the same thing: nothing is lost, and what does not go together is told."""

from hypothesis import given
from hypothesis import strategies as st

from samhandling.plan.rules.agreeing import agree, settle_clashes
from samhandling.plan.rules.plain import Plain, to_plain
from samhandling.plan.rules.record import Activity, InitiativeRecord

BEFORE = to_plain(InitiativeRecord("A", "Lotsen", owners=("flen",), activities=(Activity("1", "Kurs"), Activity("2", "Råd"))))


def with_(**more: object) -> Plain:
    return {**BEFORE, **more}


def activity(key: str, title: str) -> Plain:
    return {**BEFORE["activities"][0], "id": key, "title": title}


def test_what_only_i_have_changed_is_mine_and_what_only_they_have_is_theirs() -> None:
    agreed = agree(BEFORE, with_(note="deras"), {**BEFORE, "title": "Mitt namn"})
    assert (agreed.values["title"], agreed.values["note"], agreed.clashes) == ("Mitt namn", "deras", ())


def test_what_both_have_changed_the_same_way_is_no_clash() -> None:
    assert agree(BEFORE, with_(title="Ny"), with_(title="Ny")).clashes == ()


def test_what_both_have_changed_differently_is_told_and_theirs_is_kept_until_chosen() -> None:
    agreed = agree(BEFORE, with_(end="2025-12-31"), with_(end="2026-03-31", note="jag"))
    (clash,) = agreed.clashes
    assert (clash.group, clash.theirs["end"], clash.mine["end"]) == ("end", "2025-12-31", "2026-03-31")
    assert (agreed.values["end"], agreed.values["note"]) == ("2025-12-31", "jag")
    assert settle_clashes(agreed.clashes, {"end": "mine"})["end"] == "2026-03-31"


def test_half_a_date_is_never_taken_from_each() -> None:
    agreed = agree(BEFORE, with_(end="2025-12-31", end_precision="year"), with_(end="2026-03-31", end_precision="month"))
    assert (agreed.values["end"], agreed.values["end_precision"]) == ("2025-12-31", "year")


def test_two_who_add_an_activity_each_both_get_theirs() -> None:
    kept = BEFORE["activities"]
    agreed = agree(BEFORE, with_(activities=[*kept, activity("3", "Deras")]), with_(activities=[*kept, activity("4", "Min")]))
    assert ([one["id"] for one in agreed.values["activities"]], agreed.clashes) == (["1", "2", "3", "4"], ())


def test_one_activity_changed_by_both_is_a_clash() -> None:
    theirs, mine = (with_(activities=[activity("1", title), BEFORE["activities"][1]]) for title in ("Deras", "Min"))
    assert [clash.group for clash in agree(BEFORE, theirs, mine).clashes] == ["activities"]


codes = st.lists(st.sampled_from("abcdef"), unique=True)


@given(codes, codes, codes)
def test_in_a_list_of_names_every_addition_and_every_removal_stands(old: list[str], theirs: list[str], mine: list[str]) -> None:
    agreed = agree(with_(partners=old), with_(partners=theirs), with_(partners=mine))
    added = (set(theirs) | set(mine)) - set(old)
    removed = set(old) - (set(theirs) & set(mine))
    assert set(agreed.values["partners"]) == (set(old) | added) - removed
    assert len(agreed.values["partners"]) == len(set(agreed.values["partners"]))


texts = st.sampled_from(["a", "b", "c"])


@given(*(st.tuples(texts, texts) for _ in range(3)))
def test_a_change_is_either_taken_or_told(old: tuple[str, str], theirs: tuple[str, str], mine: tuple[str, str]) -> None:
    before, now, wanted = (with_(title=title, note=note) for title, note in (old, theirs, mine))
    agreed = agree(before, now, wanted)
    clashing = {clash.group for clash in agreed.clashes}
    for field in ("title", "note"):
        if wanted[field] != before[field]:
            assert agreed.values[field] == wanted[field] or field in clashing
        if now[field] != before[field] and wanted[field] == before[field]:
            assert agreed.values[field] == now[field]
