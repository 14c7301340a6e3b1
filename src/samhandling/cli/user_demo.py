"""`samhandling user demo`: one login per role, in a home that is new or was made for showing."""

from collections import Counter

from samhandling.cli.shown import language, say, table
from samhandling.ground.faults import refusal
from samhandling.ground.said import Said
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.office.home import home
from samhandling.people.passwords import generated_password, give_password
from samhandling.people.persons import add_person
from samhandling.people.queries import actors, persons
from samhandling.plan.queries import records_of
from samhandling.strategy.queries import strategies
from samhandling.web.people.words import ROLE_WORDS

FLAG = "demo.users"
"""The file in the home that says that its persons are for showing only."""

PEOPLE = (
    (Role.ADMINISTRATOR, "administrator@demo.example", Said("Administratör", "Administrator")),
    (Role.STRATEGIST, "strateg@demo.example", Said("Strateg", "Strategist")),
    (Role.ASSESSOR, "bedomare@demo.example", Said("Bedömare", "Assessor")),
    (Role.READER, "beslutsfattare@demo.example", Said("Beslutsfattare", "Decider")),
    (Role.CONTRIBUTOR, "uppgiftslamnare@demo.example", Said("Uppgiftslämnare", "Contributor")),
)


def demo() -> None:
    """Skapa en inloggning för varje roll och visa lösenorden. Bara i en ny hemmapp, eller en som är gjord för att visa upp."""
    flag = home() / FLAG
    known = {one.email for one in persons(seen_by=OPERATOR)}
    if known and not flag.exists():
        raise refusal(
            str(home()),
            Said("En hemmapp utan personer.", "A home without persons."),
            Said(
                "Här finns redan personer, så demoinloggningar skapas inte. Välj en annan mapp med SAMHANDLING_HOME.",
                "There are persons here already, so no demo logins are made. Choose another folder with SAMHANDLING_HOME.",
            ),
        )
    flag.touch(mode=0o600)
    rows = [[ROLE_WORDS[role].in_(language()), email, _login(role, email, name, known)] for role, email, name in PEOPLE]
    table("", ["Roll", "E-post", "Lösenord"] if language() == "sv" else ["Role", "E-mail", "Password"], rows)
    say(Said("Lösenorden är nya varje gång och bara till för att visa upp.", "The passwords are new each time, and only for showing."))


def _login(role: Role, email: str, name: Said, known: set[str]) -> str:
    password = generated_password()
    if email in known:
        give_password(email, password, by=OPERATOR)
        return password
    answers_for = _some_actor() if role is Role.CONTRIBUTOR else []
    add_person(email, password, role=role, name=name.in_(language()), actors=answers_for, by=OPERATOR)
    return password


def _some_actor() -> list[str]:
    """An actor to answer for: the one that owns most, else a municipality's, else the first there is; none in an empty home."""
    owners = Counter(
        owner
        for row in strategies(OPERATOR)
        if row.kind == "strategy"
        for record in records_of(row.code, seen_by=OPERATOR)
        for owner in record.owners
    )
    every = sorted(actors(seen_by=OPERATOR), key=lambda one: not one.municipality)
    return [code for code, _ in owners.most_common(1)] or [one.code for one in every[:1]]
