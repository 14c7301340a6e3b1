"""In by the organisation's own service: a real provider on loopback, asked over HTTP."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.queries import events_of
from samhandling.people.invitations import invite
from samhandling.people.persons import add_person, switch_off
from samhandling.people.queries import PersonRow, persons
from web.people.made import PASSWORD

pytestmark = pytest.mark.django_db
CALLBACK = "http://testserver/logga-in/via/oidc/svar"


@pytest.fixture(scope="module")
def registered(iam_server: Any) -> Any:
    """We, as the service knows us."""
    with iam_server.app.app_context():
        client = iam_server.models.Client(
            client_id="samhandling",
            client_secret="hemlig-nyckel",
            client_name="Samhandling",
            contacts=["ops@example.se"],
            redirect_uris=[CALLBACK],
            grant_types=["authorization_code"],
            response_types=["code"],
            scope=["openid", "profile", "email", "groups"],
            token_endpoint_auth_method="client_secret_post",
        )
        iam_server.backend.save(client)
        client.audience = [client]
        iam_server.backend.save(client)
    return client


@pytest.fixture
def service(iam_server: Any, registered: Any, settings: Any, everybody: dict[str, int]) -> Any:
    settings.OIDC_SERVICE = {
        "issuer": iam_server.url.rstrip("/"),
        "client_id": "samhandling",
        "secret": "hemlig-nyckel",
        "name": "Regionens inloggning",
        "roles": "groups:naringsliv=strategist,groups:insyn=reader",
        "actors": "groups:flen=flen",
        "domains": "example.se",
        "scope": "openid profile email groups",
    }
    return iam_server


def arrive(service: Any, user: Any, consent: bool = True) -> tuple[Client, str]:
    """The user comes by the service, which asks nothing more of whoever has consented. Gives the browser, and where it ended up."""
    service.login(user)
    if consent:
        service.consent(user)
    client = Client()
    asked = client.get("/logga-in/via/oidc")
    assert asked.status_code == 302
    back = httpx.get(asked["Location"]) if consent else httpx.post(asked["Location"], data={"answer": "deny"})
    service.logout()
    query = parse_qs(urlsplit(back.headers["Location"]).query)
    return client, client.get("/logga-in/via/oidc/svar", {name: values[0] for name, values in query.items()})["Location"]


def kim(service: Any, email: str = "kim@example.se", groups: tuple[str, ...] = ()) -> Any:
    """A person of the service."""
    user = service.random_user(emails=[email], formatted_name="Kim Ek")
    set_groups(service, user, groups)
    return user


def set_groups(service: Any, user: Any, names: tuple[str, ...]) -> None:
    with service.app.app_context():
        for group in service.backend.query(service.models.Group):
            service.backend.delete(group)
        for name in names:
            service.backend.save(service.models.Group(display_name=name, members=[user]))
        service.backend.reload(user)


def row(email: str = "kim@example.se") -> PersonRow:
    return next(one for one in persons(seen_by=OPERATOR) if one.email == email)


def test_claims_give_roles_and_actors_and_take_them_back(service: Any) -> None:
    user = kim(service, groups=("naringsliv", "flen", "annat"))
    client, leads_to = arrive(service, user)
    assert leads_to == "/"
    assert client.get("/personer/bjud-in").status_code == 200
    assert (row().claimed_roles, row().claimed_actors, row().name) == (("strategist",), ("flen",), "Kim Ek")
    set_groups(service, user, ("insyn",))
    arrive(service, user)
    assert (row().claimed_roles, row().claimed_actors) == (("reader",), ())
    verbs = [event.verb for event in events_of("person", [str(row().id)], seen_by=OPERATOR)]
    assert verbs == [
        "person.added",
        "person.identity_linked",
        "person.claims_changed",
        "person.signed_in",
        "person.claims_changed",
        "person.signed_in",
    ]


def test_what_was_given_here_stays_whatever_the_service_says(service: Any) -> None:
    number = add_person("kim@example.se", PASSWORD, role=Role.ASSESSOR, name="Kim här", actors=["flen"], by=OPERATOR)
    user = kim(service, groups=("naringsliv", "flen"))
    arrive(service, user)
    assert row().id == number
    assert (row().roles, row().claimed_roles, row().actors, row().name) == (("assessor",), ("strategist",), ("flen",), "Kim här")
    set_groups(service, user, ())
    assert arrive(service, user)[1] == "/"
    assert (row().roles, row().claimed_roles, row().actors) == (("assessor",), (), ("flen",))


def test_once_known_a_person_may_change_address_at_the_service(service: Any) -> None:
    user = kim(service, groups=("naringsliv",))
    arrive(service, user)
    with service.app.app_context():
        service.backend.update(user, emails=["kim@annan.example"])
        service.backend.save(user)
    assert arrive(service, user)[1] == "/"
    assert row().claimed_roles == ("strategist",)


def test_an_invitation_is_accepted_by_coming_through_the_service(service: Any) -> None:
    invite("kim@example.se", role=Role.CONTRIBUTOR, actor="trosa", by=OPERATOR)
    assert arrive(service, kim(service))[1] == "/"
    assert (row().roles, row().actors) == (("contributor",), ("trosa",))


@pytest.mark.parametrize(
    ("email", "groups", "reason"),
    [("kim@example.se", (), "unknown"), ("kim@example.se", ("annat",), "unknown"), ("kim@annan.example", ("naringsliv",), "unverified")],
)
def test_nobody_comes_in_without_a_role_or_a_verified_address(service: Any, email: str, groups: tuple[str, ...], reason: str) -> None:
    before = len(persons(seen_by=OPERATOR))
    client, leads_to = arrive(service, kim(service, email, groups))
    assert leads_to == f"/logga-in?fel={reason}"
    assert client.get("/konto").status_code == 404
    assert len(persons(seen_by=OPERATOR)) == before


def test_whoever_is_switched_off_stays_out(service: Any) -> None:
    user = kim(service, groups=("naringsliv",))
    arrive(service, user)
    switch_off("kim@example.se", by=OPERATOR)
    assert arrive(service, user)[1] == "/logga-in?fel=closed"


def test_denied_consent_is_told_in_plain_words(service: Any) -> None:
    client, leads_to = arrive(service, kim(service, groups=("naringsliv",)), consent=False)
    assert leads_to == "/logga-in?fel=cancelled"
    assert "Du avbröt inloggningen." in client.get(leads_to).content.decode()
    assert client.get("/konto").status_code == 404


def test_the_door_shows_the_service_by_name(service: Any, client: Client) -> None:
    assert "Logga in med Regionens inloggning" in client.get("/logga-in").content.decode()
