"""Who: owners, partners, and who has which of the strategy's roles, written as names."""

from samhandling.ground.said import Said
from samhandling.language.text import clean, fold
from samhandling.plan.rules.form.reader import Reader
from samhandling.plan.rules.form.texts import Around, Reading, Texts, many
from samhandling.plan.rules.plain import Plain

LONGEST_NAME = 200
MOST_NAMES = 100
ROLE = "role-"


def who_texts(values: Plain, around: Around) -> Texts:
    """The fields of who: a text a name. A role that is no longer the strategy's keeps its actors, but has no field."""
    names = around.names
    roles = {f"{ROLE}{role}": tuple(names.get(actor, actor) for of, actor in values["roles"] if of == role) for role in around.roles}
    return {**{field: tuple(names.get(code, code) for code in values[field]) for field in ("owners", "partners")}, **roles}


def read_names(field: str) -> Reader:
    """The actors of a field, by their codes; a name that is not known yet stays a name."""

    def read(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
        into.values[field] = actors_in(many(texts, field), field, around, into)

    return read


def read_roles(texts: Texts, before: Plain, around: Around, into: Reading) -> None:
    """Who has which role."""
    kept = [list(pair) for pair in before["roles"] if pair[0] not in around.roles]
    found = [[role, actor] for role in around.roles for actor in actors_in(many(texts, f"{ROLE}{role}"), f"{ROLE}{role}", around, into)]
    into.values["roles"] = kept + found


def actors_in(names: list[str], field: str, around: Around, into: Reading) -> list[str]:
    """Names → codes, each once."""
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        expected = Said(
            f"Högst {MOST_NAMES} namn, med högst {LONGEST_NAME} tecken vart.",
            f"At most {MOST_NAMES} names, of at most {LONGEST_NAME} characters each.",
        )
        into.wrong(field, "", expected, Said("Korta listan eller namnet.", "Shorten the list or the name."))
        return []
    known = around.ids
    return list(dict.fromkeys(known.get(fold(name), name if name in around.names else clean(name)) for name in names))


def still_has_a_door(values: Plain, around: Around, into: Reading) -> None:
    """Somebody who answers for actors may not take the last of them away: nobody of theirs could then change the initiative again."""
    if not around.keep:
        return
    every = {*values["owners"], *values["partners"], *(actor for _, actor in values["roles"])}
    every |= {one["responsible"] for one in values["activities"]}
    if every.isdisjoint(around.keep):
        names = ", ".join(sorted(around.names.get(code, code) for code in around.keep))
        expected = Said(
            f"Den du svarar för ({names}) behöver vara kvar, annars kan du inte längre ändra insatsen.",
            f"The one that you answer for ({names}) has to stay, or you can no longer change the initiative.",
        )
        way_out = Said("Skriv tillbaka den, eller be en strateg ta bort den.", "Put it back, or ask a strategist to remove it.")
        into.wrong("owners", "", expected, way_out)
