"""In the wizard one may have the new efforts' contributions suggested: shown at the rows, read in as suggestions, answered afterwards."""

import re
from typing import Any

from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.queries import records_of
from web.importing.conftest import STRATEGY, begin

EXPORT = "Tio livsmedelsföretag som aldrig har sålt utomlands får exportrådgivning och åker på en gemensam säljresa till Tyskland."
FILE = f"Ärende;Namn;Beskrivning\nA1;Exportresan;{EXPORT}\nA2;Mötet;\n".encode()


def page(client: Client, path: str) -> str:
    found: str = client.get(path).content.decode()
    return found


def rows_of(response: Any) -> str:
    """The address of the step of rows that an answer leads to, without what follows it."""
    return str(response.headers["Location"]).split("?")[0]


def test_it_is_a_choice_and_the_suggestions_stand_at_their_rows(strategist: Client) -> None:
    path = begin(strategist, FILE).split("?")[0] + "/rader"
    before = page(strategist, path)
    assert "2 nya insatser säger inget om vad de bidrar till." in before
    assert "förslag:" not in before
    answer = strategist.post(path, {"suggest": "1"})
    assert "planerat om" not in page(strategist, answer.headers["Location"])
    path = rows_of(answer)
    after = page(strategist, path)
    assert re.search(r'förslag: <span class="code">2\.3</span> 100', after.replace("\xa0", " "))
    assert "1 av 2 nya insatser utan fördelning får ett förslag" in after
    assert "förslag:" not in page(strategist, rows_of(strategist.post(path, {"suggest": "0"})))


def test_what_is_read_in_is_marked_as_suggested_and_leads_to_the_answers(strategist: Client) -> None:
    path = begin(strategist, FILE).split("?")[0] + "/rader"
    path = rows_of(strategist.post(path, {"suggest": "1"}))
    response = strategist.post(path.replace("rader", "skriv"), follow=True)
    assert "Systemets förslag till vad insatserna bidrar till väntar på svar." in response.content.decode()
    shares = {record.id: record.shares for record in records_of(STRATEGY, seen_by=OPERATOR)}
    assert [(one.focus_area, one.source.value, one.confirmed) for one in shares["A1"]] == [("2.3", "system", False)]
    assert shares["A2"] == ()
