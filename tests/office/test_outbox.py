"""Mail: written with the act, sent by a real server, never twice, and nothing of a secret told."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.db import transaction
from django.utils import timezone

from office.places_of_work import Site
from office.post_office import PostOffice, post_office
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, VISITOR, Role, Viewer, ViewerKind
from samhandling.office.models import Mail
from samhandling.office.outbox import sending as outbox_sending
from samhandling.office.outbox.queries import Outbox, is_mail_sent, outbox
from samhandling.office.outbox.sending import Postman
from samhandling.office.outbox.way import Way, way_out
from samhandling.office.outbox.writing import Message, forget_person, post, send_again

STRATEGIST = Viewer(ViewerKind.PERSON, 1, frozenset({Role.STRATEGIST}))
ADMINISTRATOR = Viewer(ViewerKind.PERSON, 1, frozenset({Role.ADMINISTRATOR}))
LETTER = Message("anna@exempel.se", "Läget på måndag", "Fem saker.\nhttps://exempel.se/l/hemlig", "<p>Fem saker</p>", person=4)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as found:
        yield found


def way_to(port: int, user: str = "") -> Way:
    found = way_out({"SAMHANDLING_MAIL": f"smtp://{user}127.0.0.1:{port}", "SAMHANDLING_MAIL_FROM": "plan@exempel.se"})
    assert found is not None
    return found


def send(way: Way | None) -> int:
    return Postman(way, look=timedelta(), stopping=Event()).empty()


def only() -> Mail:
    return Mail.objects.get()


@pytest.mark.django_db
def test_a_message_reaches_its_reader_and_its_text_is_kept_no_longer(office: PostOffice) -> None:
    assert post(LETTER, key="a")
    assert send(way_to(office.port)) == 1
    [letter] = office.received
    assert (letter["From"], letter["To"], letter["Subject"]) == ("plan@exempel.se", "anna@exempel.se", "Läget på måndag")
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "Fem saker." in plain.get_content()
    assert letter["Message-ID"].endswith("@exempel.se>")
    row = only()
    assert (row.state, row.text, row.html) == ("sent", "", "")
    assert send(way_to(office.port)) == 0


@pytest.mark.django_db
def test_the_same_message_is_written_once(office: PostOffice) -> None:
    assert [post(LETTER, key="monday:4"), post(LETTER, key="monday:4")] == [True, False]
    assert send(way_to(office.port)) == 1
    assert not post(LETTER, key="monday:4")
    assert send(way_to(office.port)) == 0
    assert len(office.received) == 1


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_sends_nothing(office: PostOffice) -> None:
    with transaction.atomic():
        post(LETTER, key="a")
        transaction.set_rollback(True)
    assert send(way_to(office.port)) == 0


@pytest.mark.django_db
def test_without_a_way_out_mail_stays_and_pages_can_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMHANDLING_MAIL", raising=False)
    post(LETTER, key="a")
    assert send(None) == 0
    found = outbox(seen_by=OPERATOR)
    assert isinstance(found, Outbox)
    assert (found.way, found.counts, is_mail_sent()) == (None, {"waiting": 1}, False)
    assert [row.to for row in found.not_sent] == ["anna@exempel.se"]


@pytest.mark.django_db
@pytest.mark.parametrize(("viewer", "sees"), [(VISITOR, False), (STRATEGIST, False), (ADMINISTRATOR, True), (OPERATOR, True)])
def test_addresses_are_seen_by_those_who_look_after_persons(viewer: Viewer, sees: bool) -> None:
    assert (outbox(seen_by=viewer) is not None) is sees


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "answer", "state"),
    [
        ("RCPT", "550 no such mailbox", "failed"),
        ("RCPT", "450 try later", "waiting"),
        ("MAIL", "421 too busy", "waiting"),
        ("END", "554 looks like spam", "failed"),
        ("END", "451 try later", "waiting"),
    ],
)
def test_what_the_server_refuses_is_tried_again_or_given_up(office: PostOffice, word: str, answer: str, state: str) -> None:
    post(LETTER, key="a")
    office.answers[word] = answer
    assert send(way_to(office.port)) == 0
    row = only()
    assert (row.state, row.attempts, bool(row.fault)) == (state, 1, True)
    assert send(way_to(office.port)) == 0
    office.answers.clear()
    office.received.clear()
    if state == "failed":
        send_again(row.pk)
    else:
        assert timedelta() < row.not_before - timezone.now() <= timedelta(minutes=1)
        Mail.objects.update(not_before=timezone.now())
    assert send(way_to(office.port)) == 1
    assert len(office.received) == 1


@pytest.mark.django_db
def test_a_server_that_is_away_is_asked_again_but_not_for_ever() -> None:
    post(LETTER, key="a")
    with post_office() as closed:
        away = way_to(closed.port)
    for _ in range(outbox_sending.MOST_ATTEMPTS):
        Mail.objects.update(not_before=timezone.now())
        assert send(away) == 0
    assert (only().state, only().attempts) == ("failed", outbox_sending.MOST_ATTEMPTS)


@pytest.mark.django_db
def test_a_break_while_it_is_handed_over_is_not_sent_again_by_itself(office: PostOffice) -> None:
    post(LETTER, key="a")
    office.hangs_up = True
    assert send(way_to(office.port)) == 0
    assert only().state == "unsure"
    office.hangs_up = False
    assert send(way_to(office.port)) == 0
    send_again(only().pk)
    assert send(way_to(office.port)) == 1


@pytest.mark.django_db
def test_a_sender_that_was_killed_while_it_handed_over_leaves_it_unsure(office: PostOffice) -> None:
    post(LETTER, key="a")
    Mail.objects.update(state="sending", attempts=1, lease_until=timezone.now() - timedelta(seconds=1))
    assert send(way_to(office.port)) == 0
    assert (only().state, office.received) == ("unsure", [])


@pytest.mark.django_db
def test_a_password_is_in_no_log_and_no_answer(office: PostOffice, caplog: pytest.LogCaptureFixture) -> None:
    post(LETTER, key="a")
    office.answers["AUTH"] = "535 hemligt fel"
    way = way_to(office.port, "anna:hemligt@")
    with caplog.at_level(logging.DEBUG):
        assert send(way) == 0
    assert any(line.startswith("AUTH") for line in office.said)
    assert "hemlig" not in caplog.text + repr(way) + str(outbox(seen_by=OPERATOR)) + way.shown + str(only().fault)
    assert only().state == "waiting"


@pytest.mark.parametrize(
    ("url", "shown", "port", "tls", "ssl"),
    [
        ("smtp://mail.exempel.se", "smtp://mail.exempel.se:25", 25, False, False),
        ("smtp://a:b%40c@mail.exempel.se", "smtp://mail.exempel.se:587", 587, True, False),
        ("smtps://a:b@mail.exempel.se", "smtps://mail.exempel.se:465", 465, False, True),
        ("smtp://a:b@127.0.0.1:2525", "smtp://127.0.0.1:2525", 2525, False, False),
        ("smtp://a:b@localhost:2525", "smtp://localhost:2525", 2525, False, False),
    ],
)
def test_a_password_goes_to_another_machine_only_with_tls(url: str, shown: str, port: int, tls: bool, ssl: bool) -> None:
    way = way_out({"SAMHANDLING_MAIL": url})
    assert way is not None
    assert (way.shown, way.options["port"], way.options["use_tls"], way.options["use_ssl"]) == (shown, port, tls, ssl)
    assert way.options["password"] in ("", "b", "b@c")


@pytest.mark.parametrize(
    "url", ["mail.exempel.se", "http://a:hemligt@x", "smtp://", "smtp://a:hemligt@x:port", "file://", "smtp://x?tls=no"]
)
def test_a_way_that_cannot_be_read_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(Refused) as refused:
        way_out({"SAMHANDLING_MAIL": url})
    assert "hemligt" not in str(refused.value)


@pytest.mark.django_db
def test_mail_can_be_laid_in_a_folder(tmp_path: Path) -> None:
    post(LETTER, key="a")
    assert send(way_out({"SAMHANDLING_MAIL": f"file://{tmp_path}/brev"})) == 1
    [file] = (tmp_path / "brev").iterdir()
    assert "anna@exempel.se" in file.read_text()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "anna", "a@b.se\nBcc: c@d.se", "a@b.se, c@d.se"])
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        post(Message(address, "x", "y"), key="a")


@pytest.mark.django_db
def test_a_subject_of_several_lines_becomes_one(office: PostOffice) -> None:
    post(Message("a@b.se", "Hej\r\nBcc: c@d.se", "y"), key="a")
    assert send(way_to(office.port)) == 1
    assert office.subjects() == ["Hej Bcc: c@d.se"]
    assert "Bcc" not in office.received[0]


@pytest.mark.django_db
def test_a_person_who_is_erased_is_erased_here_too(office: PostOffice) -> None:
    post(LETTER, key="sent")
    send(way_to(office.port))
    post(LETTER, key="waits")
    post(Message("bo@exempel.se", "x", "y", person=5), key="another")
    assert forget_person(4) == 2
    assert "anna" not in str(list(Mail.objects.values_list()))
    assert Mail.objects.filter(state="waiting").count() == 1
    assert not post(LETTER, key="sent")


def test_two_senders_at_once_send_each_message_once(site: Site, office: PostOffice) -> None:
    addresses = [f"p{number}@exempel.se" for number in range(25)]
    pair = site.hire(2, SAMHANDLING_MAIL=f"smtp://127.0.0.1:{office.port}")
    for hands in pair:
        hands.begin(do="post", to=addresses)
    made = [hands.answer()["made"] for hands in pair]
    assert [one + other for one, other in zip(*made, strict=True)] == [1] * len(addresses)
    for hands in pair:
        hands.begin(do="send")
    assert sum(hands.answer()["sent"] for hands in pair) == len(addresses)
    assert sorted(office.recipients()) == sorted(addresses)
