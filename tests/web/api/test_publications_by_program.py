"""Sharing by program asks the same persons as sharing from the page."""

import pytest

from samhandling.office.models import Mail
from web.api.callers import Program


def test_sharing_asks_those_who_answer_for_an_actor(
    strategist: Program, contributor: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("SAMHANDLING_MAIL", f"file://{tmp_path}")
    assert strategist.send("POST", "/publications", {"state": "published"}).status_code == 201
    assert not Mail.objects.exists()
    assert strategist.send("POST", "/publications", {"state": "shared", "note": "Våren"}).status_code == 201
    letter = Mail.objects.get()
    assert letter.to == "are@example.se"
    assert "http://testserver/mina" in letter.text
    assert contributor.read("/publications")["items"][0]["note"] == "Våren"
