"""The letter to whoever answers for an actor when a picture is shared: this stands about you, is it right?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samhandling.ground.counting import listed
from samhandling.ground.viewer import OPERATOR, Level, Viewer
from samhandling.office.outbox.writing import Message, post
from samhandling.people.queries import PersonRow, actor_names, persons
from samhandling.plan.queries import strategy_key
from samhandling.plan.rules.progress import PROGRESS_NAMES, standing
from samhandling.plan.rules.record import InitiativeRecord
from samhandling.plan.showing import PublicationRow, shown_records
from samhandling.strategy.queries import StrategyView

MOST = 20
"""Initiatives that a letter lists; the page has them all."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who answers for actors with something in the shared picture."""

    person: PersonRow
    actors: tuple[str, ...]
    records: tuple[InitiativeRecord, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """Whom a shared picture reaches, and the names of the actors that nobody answers for."""

    readers: tuple[Reader, ...]
    unanswered: tuple[str, ...]


def reached(strategy: StrategyView, *, seen_by: Viewer) -> Reached:
    """Who is asked whether the shared picture is right; for those who see working material."""
    if not seen_by.sees_internal:
        return Reached((), ())
    names = actor_names(seen_by=seen_by)
    of_actor: dict[str, list[InitiativeRecord]] = {}
    for record in shown_records(strategy_key(strategy.code), Level.SHARED):
        for code in record.actors:
            of_actor.setdefault(code, []).append(record)
    readers = [_reader(row, of_actor, names) for row in persons(seen_by=OPERATOR) if row.is_active and row.email]
    answered = {code for row in persons(seen_by=OPERATOR) if row.is_active for code in (*row.actors, *row.claimed_actors)}
    owners = {code for code in of_actor if code in names and any(code in record.owners for record in of_actor[code])}
    lonely = [name for code, name in names.items() if code in owners - answered]
    return Reached(tuple(one for one in readers if one.records), tuple(lonely))


def _reader(row: PersonRow, of_actor: dict[str, list[InitiativeRecord]], names: dict[str, str]) -> Reader:
    codes = [code for code in dict.fromkeys((*row.actors, *row.claimed_actors)) if code in of_actor]
    found = {record.id: record for code in codes for record in of_actor[code]}
    return Reader(row, tuple(names.get(code, code) for code in codes), tuple(found.values()))


def tell_readers(readers: Sequence[Reader], made: PublicationRow, strategy: StrategyView, address: str, on: date) -> int:
    """Put a letter to each in the outbox; gives how many. `address`: where it leads. Inside the transaction of the sharing."""
    told = [post(_letter(one, strategy, address, on), key=f"shared:{made.id}:person:{one.person.id}") for one in readers]
    return sum(told)


def _letter(reader: Reader, strategy: StrategyView, address: str, on: date) -> Message:
    names = listed(list(reader.actors))
    rows = [f"- {record.title} ({record.id}): {PROGRESS_NAMES[standing(record, on).status].sv}" for record in reader.records[:MOST]]
    left = len(reader.records) - MOST
    if left > 0:
        rows.append(f"- och {left} till")
    lines = "\n".join(rows)
    text = (
        f"Hej,\n\n{strategy.owner.sv} har delat lägesbilden av {strategy.title.sv} med er som är med i den. "
        f"Innan den publiceras vill vi veta om det som står om {names.sv} stämmer:\n\n{lines}\n\n"
        f"Bekräfta, rätta eller kommentera här. Det tar någon minut:\n\n{address}\n\n"
        f"Du får brevet för att du svarar för {names.sv} i Samhandling.\n\n"
        f"In English: the picture of the strategy has been shared with you before it is published. "
        f"Please confirm, correct or comment on what it says about {names.en}, at the address above.\n"
    )
    return Message(reader.person.email, f"Stämmer det som står om {names.sv}?", text, person=reader.person.id)
