"""The fitted model: stored without pickle, refused where it has been changed, opened to words; fitted from labels."""

import json

import numpy as np
import pytest

from assessment.readers import SORMLAND, sormland_subject, sormland_terms
from samhandling.assessment import shipping
from samhandling.assessment.rules.grams import BUCKETS, counts_of
from samhandling.assessment.rules.model import Model, packed, shares_by, unpacked, words_behind
from samhandling.assessment.training import Example, changes_between, fit, prepare
from samhandling.ground.faults import Refused

ENERGY = "Vi minskar energianvändningen i fastigheter och sätter solceller på taken"
SCHOOL = "Elever på gymnasiet får starta UF-företag i skolan"


def example(key: str, text: str, code: str) -> Example:
    return Example(key, text, {code: 1.0}, frozenset({code}), frozenset(), "own")


@pytest.fixture(scope="module")
def fitted() -> Model:
    pytest.importorskip("sklearn")
    examples = [
        example("a", ENERGY, "1.3"),
        example("b", SCHOOL, "3.5"),
        example("c", "Bredband och fiber", "tillganglighet-och-mobilitet"),
    ]
    return fit(prepare(sormland_subject(), sormland_terms(), examples), about={"version": "7"})


def test_it_learns_from_labels_and_from_the_strategy_s_own_words(fitted: Model) -> None:
    for text, code in ((ENERGY, "1.3"), (SCHOOL, "3.5"), ("exportrådgivning och export till utländska marknader", "2.3")):
        shares = shares_by(fitted, text)
        assert max(shares, key=lambda one: shares[one]) == code
        assert sum(shares.values()) == pytest.approx(1)


def test_a_text_that_is_left_out_has_no_part_in_the_fit(fitted: Model) -> None:
    examples = [example("a", ENERGY, "1.3"), example("b", SCHOOL, "3.5")]
    strange = example("z", SCHOOL, "1.3")
    both, alone = (
        prepare(sormland_subject(), sormland_terms(), [*examples, strange]),
        prepare(sormland_subject(), sormland_terms(), examples),
    )
    assert np.allclose(fit(both, {"z"}).weights, fit(alone).weights)
    assert not np.allclose(fit(both).weights, fit(alone).weights)


def test_it_is_stored_and_read_without_change_of_answer(fitted: Model) -> None:
    data, told = packed(fitted)
    again = unpacked(data, told, "m.npz")
    assert again.classes == fitted.classes
    assert again.about["version"] == "7"
    one, other = shares_by(fitted, ENERGY), shares_by(again, ENERGY)
    assert all(one[code] == pytest.approx(other[code], abs=0.005) for code in one)


def test_a_changed_model_is_refused(fitted: Model) -> None:
    data, told = packed(fitted)
    for changed in (json.loads(told) | {"sha256": "0" * 64}, json.loads(told) | {"buckets": 8}):
        with pytest.raises(Refused):
            unpacked(data, json.dumps(changed), "m.npz")


def test_its_score_opens_to_words(fitted: Model) -> None:
    words = [word for word, _ in words_behind(fitted, "3.5", f"{SCHOOL} och {ENERGY}")]
    assert {"uf", "elever", "gymnasiet", "skolan"} & set(words[:5])
    assert "solceller" not in words


def test_the_shipped_model_knows_every_focus_area_and_what_it_was_fitted_on() -> None:
    model = shipping.shipped_model(SORMLAND)
    assert model is not None
    assert {area.code for area in sormland_subject().areas} <= set(model.classes)
    assert model.about["examples"]["own"] > 100
    assert shipping.shipped_model("finns-inte") is None
    assert shipping.shipped_model(SORMLAND, 999) is None


def test_a_word_has_the_same_n_grams_everywhere() -> None:
    counts = counts_of(["energi", "energi"])
    assert counts.shape == (BUCKETS,)
    assert counts[int(np.argmax(counts))] == pytest.approx(np.log(3))
    assert counts.sum() == pytest.approx(counts_of(["energi"]).sum() * np.log(3) / np.log(2))


def test_what_a_new_model_changes_is_listed_before_it_takes_over(fitted: Model) -> None:
    odd = [example("a", ENERGY, "3.1"), example("b", SCHOOL, "3.5")]
    other = fit(prepare(sormland_subject(), sormland_terms(), odd))
    found = changes_between(fitted, other, [example("a", ENERGY, "1.3"), example("b", SCHOOL, "3.5")])
    assert [(one.id, one.before, one.after) for one in found] == [("a", "1.3", "3.1")]
    assert changes_between(fitted, fitted, odd) == []
