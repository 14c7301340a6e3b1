"""`samhandling user ...`: the same acts from the command line, and logins to show the product with."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from samhandling.cli.user import user
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR, Role, ViewerKind
from samhandling.office.models import Mail
from samhandling.people.actions import NewActor, add_person, load_actors
from samhandling.people.invitations import invited
from samhandling.people.keys import open_link
from samhandling.people.queries import persons
from samhandling.people.signing_in import sign_in
from samhandling.people.ways import viewer_of_token

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord utan samband"
EVA = "eva@example.se"


@pytest.fixture(autouse=True)
def _ground(settings: Any, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    monkeypatch.delenv("SAMHANDLING_MAIL", raising=False)
    load_actors([NewActor("alfa", "Alfa AB"), NewActor("flen", "Flens kommun", municipality="0482")], by=OPERATOR)


def run(*words: str, typed: str = "") -> str:
    result = CliRunner().invoke(user, words, input=typed, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", "--format", "json"))
    return found


def test_several_roles_and_actors_are_given_and_listed() -> None:
    run("add", EVA, "--role", "contributor", "--role", "assessor", "--actor", "flen", "--generate")
    assert rows() == [{"email": EVA, "name": "", "roles": ["assessor", "contributor"], "actors": ["flen"], "is_active": True}]
    assert "strateg, administratör" in run("role", EVA, "strategist", "administrator")
    assert "Alfa AB" in run("actor", EVA, "alfa")
    told = run("list")
    assert "strateg, administratör" in told
    assert "Alfa AB" in told
    assert "inte för någon aktör" in run("actor", EVA)
    assert (rows()[0]["roles"], rows()[0]["actors"]) == (["administrator", "strategist"], [])


def test_a_new_password_is_the_way_out_where_no_mail_is_set() -> None:
    add_person(EVA, PASSWORD, role=Role.READER, by=OPERATOR)
    password = run("password", EVA, "--generate").split("Lösenord: ")[1].split()[0]
    assert sign_in(EVA, password, machine="192.0.2.1")


def test_off_on_and_erased_after_a_question() -> None:
    add_person(EVA, PASSWORD, role=Role.READER, by=OPERATOR)
    run("off", EVA)
    assert rows()[0]["is_active"] is False
    run("on", EVA)
    assert rows()[0]["is_active"] is True
    assert CliRunner().invoke(user, ["erase", EVA], input="n\n").exit_code == 1
    assert len(rows()) == 1
    run("erase", EVA, typed="y\n")
    assert rows() == []


def test_an_invitation_is_shown_or_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAMHANDLING_SITE", "https://plan.example.se/")
    told = run("invite", EVA, "--actor", "flen")
    found = re.search(r"https://plan\.example\.se/inbjudan/(\S+)", told)
    assert found is not None
    assert invited(found[1]) is not None
    monkeypatch.setenv("SAMHANDLING_MAIL", f"file://{tmp_path}")
    assert "/inbjudan/" not in run("invite", EVA, "--role", "reader")
    assert "https://plan.example.se/inbjudan/" in Mail.objects.get().text


def test_a_link_is_made_listed_and_closed() -> None:
    word = run("link", "add", "flen", "--days", "3", "--may-answer", "--purpose", "Mars").strip().rsplit("/", 1)[1]
    found = open_link(word)
    assert found is not None
    assert "Mars" in run("link", "list")
    run("link", "close", str(found[0]))
    assert open_link(word) is None
    assert "stängd" in run("link", "list")


def test_a_token_is_made_listed_and_closed() -> None:
    add_person(EVA, PASSWORD, role=Role.STRATEGIST, by=OPERATOR)
    secret = run("token", "add", EVA, "--name", "Ekonomi", "--write").split()[-1]
    viewer = viewer_of_token(f"Bearer {secret}")
    assert viewer is not None
    assert (viewer.kind, viewer.read_only) == (ViewerKind.TOKEN, False)
    listed = run("token", "list", EVA)
    assert "läsa och ändra" in listed
    assert secret not in listed
    number = re.search(r"^(\d+)\s+Ekonomi", listed, re.MULTILINE)
    assert number is not None
    run("token", "close", number[1])
    assert viewer_of_token(f"Bearer {secret}") is None


def test_demo_makes_one_login_per_role_that_works_and_again_with_new_passwords() -> None:
    seen = set()
    for _ in range(2):
        logins = dict(re.findall(r"(\S+@demo\.example)\s+(\S+)", run("demo")))
        assert len(logins) == len(Role)
        for email, password in logins.items():
            assert sign_in(email, password, machine="192.0.2.1")
        seen.update(logins.values())
    assert len(seen) == 2 * len(Role)
    assert {role for row in persons(seen_by=OPERATOR) for role in row.roles} == {role.value for role in Role}
    (flora,) = [row for row in persons(seen_by=OPERATOR) if row.roles == ("contributor",)]
    assert flora.actors == ("flen",)


def test_demo_refuses_where_real_persons_are() -> None:
    add_person(EVA, PASSWORD, role=Role.ADMINISTRATOR, by=OPERATOR)
    with pytest.raises(Refused, match="utan personer"):
        run("demo")
    assert len(rows()) == 1
