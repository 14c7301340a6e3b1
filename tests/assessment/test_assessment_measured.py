"""The measurement on real projects, as far as it can be made without fitting anew: the term file and the strategy's own texts."""

from pathlib import Path

from assessment.readers import sormland_reader
from samhandling.assessment.rules.engine import assess, signals_of
from samhandling.assessment.training import examples_in


def test_without_a_model_it_finds_most_of_what_the_readers_found(shared: Path) -> None:
    """Floors well under what the page on the method reports, so that only a real loss breaks them."""
    reader = sormland_reader(with_model=False)
    codes = {area.code for area in reader.subject.areas}
    first = three = some = refused = none = found = 0
    for example in examples_in(shared / "data"):
        if example.source != "readers":
            continue
        shares = signals_of(reader, example.text).weighed.together
        ranked = sorted((code for code in shares if code in codes), key=lambda code: -shares[code])
        is_refused = assess(reader, example.text).verdict != "contributes"
        if example.accepted:
            some, first, refused = some + 1, first + (ranked[0] in example.accepted), refused + is_refused
            three += not example.accepted.isdisjoint(ranked[:3])
        else:
            none, found = none + 1, found + is_refused
    assert (some, none) == (34, 4)
    assert first >= 0.65 * some
    assert three >= 0.85 * some
    assert refused <= 0.05 * some
    assert found == none


def test_our_own_labels_share_no_project_with_the_readers(shared: Path) -> None:
    ids: dict[str, set[str]] = {}
    for example in examples_in(shared / "data"):
        ids.setdefault(example.source, set()).add(example.id)
    assert len(ids["own"]) > 100
    assert ids["own"].isdisjoint(ids["readers"] | ids["portfolio"])
