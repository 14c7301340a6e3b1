"""Texts of different kinds as they come to an officer, read through the page; the answers are such as an officer would sign."""

import html
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from web.assessment.texts import source, words

CASES = tomllib.loads(Path(__file__).with_name("on_an_officers_desk.toml").read_text("utf-8"))["cases"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strategy")]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_page_answers_as_an_officer_would(client: Client, case: dict[str, Any]) -> None:
    response = client.post("/bidrar", {"text": case["text"]})
    page = source(response)
    assert case["says"] in words(response)
    assert re.findall(r'<article class="told" aria-labelledby="area-([\d.]+)"', page)[:1] == case["first"]
    marked = [html.unescape(text) for text in re.findall(r'<mark id="citat-\d+">(.*?)</mark>', page, re.DOTALL)]
    assert all(any(quote in text for text in marked) for quote in case["quotes"]), marked
    missing = re.findall(r"<dd>(.*?)</dd>", page)
    assert not set(missing) & set(case["not_missing"]), missing
