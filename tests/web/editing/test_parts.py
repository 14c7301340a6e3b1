"""An initiative is changed part by part: what is asked comes filled in, what is wrong is told at its field, and nothing typed is lost."""

import pytest
from django.test import Client

from plan.plan_made import held
from samhandling.plan.rules.form_parts import PARTS
from samhandling.plan.rules.plain import to_plain
from web.editing.filled import open_form, send


@pytest.mark.parametrize("word", PARTS)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_form_sent_untouched_changes_nothing(strategist: Client, word: str, prefix: str) -> None:
    before = to_plain(held("A1"))
    path = f"{prefix}/insatser/A1/andra/{word}"
    response = send(strategist, path, open_form(strategist, path), act="save")
    assert response.status_code == 303, response.content.decode()
    assert response.url.endswith("sparat=0")
    assert to_plain(held("A1")) == before
    assert "<p>" in strategist.get(response.url).content.decode()
