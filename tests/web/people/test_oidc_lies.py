"""A service that lies about one thing lets nobody in; the same service telling the truth does."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.people.queries import persons
from web.people.lying_service import CLIENT, SECRET, Service

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Any, db: None) -> Iterator[Service]:
    made = Service()
    settings.OIDC_SERVICE = {
        "issuer": made.url,
        "client_id": CLIENT,
        "secret": SECRET,
        "name": "Tjänsten",
        "roles": "groups:naringsliv=strategist",
        "actors": "",
        "domains": "",
        "scope": "openid email",
    }
    yield made
    made.close()


def came_back(client: Client, service: Service) -> str:
    """Where the browser ends up."""
    asked = client.get("/logga-in/via/oidc")
    answer = client.get(service.authorised(asked["Location"]))
    assert answer.status_code == 303
    return str(answer["Location"])


def test_the_truth_lets_in(client: Client, service: Service) -> None:
    assert came_back(client, service) == "/"
    assert client.get("/konto").status_code == 200
    (kim,) = persons(seen_by=OPERATOR)
    assert (kim.email, kim.claimed_roles, kim.has_password) == ("kim@example.se", ("strategist",), False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": {"aud": "somebody-else"}},
        {"id": {"nonce": "a-nonce-of-another-sign-in"}},
        {"id": {"nonce": None}},
        {"id": {"iss": "https://elsewhere.example"}},
        {"id": {"exp": 1}},
        {"id": {"azp": "somebody-else"}},
        {"id": {"sub": "somebody-else"}},
        {"info": {"sub": "somebody-else"}},
        {"info": {"sub": None}},
        {"forged": True},
        {"unsigned": True},
        {"token": {"id_token": None}},
        {"token": {"id_token": "no.token.at-all"}},
    ],
)
def test_a_lie_lets_nobody_in(client: Client, service: Service, wrong: dict[str, Any]) -> None:
    service.wrong = wrong
    assert came_back(client, service) == "/logga-in?fel=untrusted"
    assert "inget svar som vi kan lita på" in client.get("/logga-in?fel=untrusted").content.decode()
    assert client.get("/konto").status_code == 404
    assert persons(seen_by=OPERATOR) == []


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        ({"email_verified": False}, "unverified"),
        ({"email_verified": None}, "unverified"),
        ({"email_verified": "true"}, "unverified"),
        ({"email": None}, "unverified"),
        ({"email": ["kim@example.se"]}, "unverified"),
        ({"groups": None}, "unknown"),
        ({"groups": ["annat"]}, "unknown"),
        ({"groups": {"naringsliv": True}}, "unknown"),
    ],
)
def test_a_missing_claim_gives_nothing(client: Client, service: Service, info: dict[str, Any], reason: str) -> None:
    service.wrong = {"info": info}
    assert came_back(client, service) == f"/logga-in?fel={reason}"
    assert persons(seen_by=OPERATOR) == []


def test_an_answer_is_taken_once_and_only_by_the_browser_that_asked(client: Client, service: Service) -> None:
    back = service.authorised(client.get("/logga-in/via/oidc")["Location"])
    assert Client().get(back)["Location"] == "/logga-in?fel=untrusted"
    assert client.get(back)["Location"] == "/"
    client.post("/logga-ut")
    assert client.get(back)["Location"] == "/logga-in?fel=untrusted"


def test_a_service_that_speaks_for_another_is_not_asked(client: Client, service: Service, settings: Any) -> None:
    settings.OIDC_SERVICE = settings.OIDC_SERVICE | {"issuer": service.url.replace("127.0.0.1", "localhost")}
    assert client.get("/logga-in/via/oidc")["Location"] == "/logga-in?fel=untrusted"
    assert [one["path"] for one in service.asked] == ["/.well-known/openid-configuration"]


def test_what_the_service_says_of_itself_is_asked_once(client: Client, service: Service) -> None:
    for _ in range(3):
        came_back(client, service)
    assert [one["path"] for one in service.asked].count("/.well-known/openid-configuration") == 1


def test_a_service_that_does_not_answer_is_told_of(client: Client, service: Service) -> None:
    service.close()
    assert client.get("/logga-in/via/oidc")["Location"] == "/logga-in?fel=untrusted"


def test_it_leads_on_only_within_the_site(client: Client, service: Service) -> None:
    for onward, leads_to in (("/personer?x=1", "/personer?x=1"), ("https://ond.example/", "/"), ("//ond.example", "/")):
        asked = client.get("/logga-in/via/oidc", {"next": onward})
        assert client.get(service.authorised(asked["Location"]))["Location"] == leads_to


def test_whoever_left_in_english_comes_back_in_english(client: Client, service: Service) -> None:
    for info, leads_to in (({"email": None}, "/en/logga-in?fel=unverified"), ({}, "/en/")):
        service.wrong = {"info": info}
        asked = client.get("/en/logga-in/via/oidc")
        assert client.get(service.authorised(asked["Location"]))["Location"] == leads_to


def test_a_setting_that_cannot_be_read_lets_nobody_in_and_is_logged(
    client: Client, service: Service, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.OIDC_SERVICE = settings.OIDC_SERVICE | {"roles": "groups:naringsliv=kung"}
    assert came_back(client, service) == "/logga-in?fel=untrusted"
    assert "SAMHANDLING_OIDC_ROLES" in caplog.text


def test_a_reader_cannot_add_to_what_we_ask_of_the_service(client: Client, service: Service) -> None:
    plain = client.get("/logga-in/via/oidc?scope=everything&auth_params=prompt%3Dnone&process=connect")["Location"]
    assert "everything" not in plain
    assert "prompt" not in plain


def test_the_secret_goes_to_the_service_and_into_no_log_or_page(client: Client, service: Service, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        came_back(client, service)
    assert [one["client_secret"] for one in service.asked if one["path"] == "/token"] == [SECRET]
    assert SECRET not in caplog.text
    assert SECRET not in client.get("/logga-in").content.decode() + client.get("/konto").content.decode()


@pytest.mark.parametrize(
    "address", ["/logga-in/via/annan", "/logga-in/via/annan/svar", "/accounts/signup/", "/accounts/login/", "/signup/"]
)
def test_no_other_door_of_the_library_is_reachable(client: Client, service: Service, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/logga-in/via/oidc", "/logga-in/via/oidc/svar"])
def test_without_settings_there_is_no_such_door(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    assert "via/oidc" not in client.get("/logga-in").content.decode()
