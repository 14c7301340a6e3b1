"""What values look like in the API: days as ISO, amounts and shares as exact texts, sentences in both languages; and one page of a list."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Any
from urllib.parse import urlencode

from ninja import Path, Query, Schema
from pydantic import AfterValidator, ConfigDict, Field, StrictBool, WithJsonSchema

from samhandling.ground.places import PlaceCode, all_places
from samhandling.ground.said import Said
from samhandling.web.request import Request

MOST = 200
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Plans are made for days that somebody may live to see, and half of the calendar's functions fail in the year 9999."""

NUMBER = r"^\d{1,15}(\.\d{1,12}|/[1-9]\d{0,14})?$"


def day_text(text: str) -> str:
    """A day as `2026-06-30`, as it is. Raises ValueError with what is expected."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ValueError(Said("En dag som finns, som 2026-06-30.", "A day that exists, as 2026-06-30.")) from None
    if found.isoformat() != text or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(Said(f"En dag som 2026-06-30, {FIRST_YEAR}–{LAST_YEAR}.", f"A day as 2026-06-30, {FIRST_YEAR}–{LAST_YEAR}."))
    return text


def _exact(text: str) -> str:
    return str(Fraction(text))


def _place(text: str) -> str:
    if text not in all_places():
        raise ValueError(
            Said("En kod för län (två siffror) eller kommun (fyra).", "A code of a county (two digits) or a municipality (four).")
        )
    return text


Day = Annotated[
    str, AfterValidator(day_text), WithJsonSchema({"type": "string", "format": "date", "description": f"{FIRST_YEAR}–{LAST_YEAR}"})
]
Exact = Annotated[str, Field(pattern=NUMBER, description="An exact number: 250000, 0.25 or 1/3."), AfterValidator(_exact)]
Place = Annotated[
    str, Field(pattern=r"^\d{2}(\d{2})?$", description="A code of SCB: 00, a county or a municipality."), AfterValidator(_place)
]
Code = Annotated[str, Field(min_length=1, max_length=255)]
Name = Annotated[str, Field(max_length=300)]
Line = Annotated[str, Field(max_length=1000)]
Long = Annotated[str, Field(max_length=8000)]
Yes = StrictBool
Number = Annotated[int, Path(ge=1, le=2**53)]


class Wanted(Schema):
    """What a program sends: only what is known, nothing more."""

    model_config = ConfigDict(extra="forbid")


def left_out(**limits: Any) -> Any:
    """A field that may be left out; that is something else than null."""
    return Field(None, json_schema_extra=_without_default, **limits)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


class SaidOut(Schema):
    """A sentence in both languages."""

    sv: str
    en: str


def said_out(said: Said) -> dict[str, str]:
    """A sentence in both languages."""
    return {"sv": said.sv, "en": said.en}


class Paging(Schema):
    """Which part of a list: at most 200, from which."""

    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10**9)


Part = Query[Paging]


class Listed(Schema):
    """One part of a list: how many there are in all, and the address of the next part, null after the last."""

    count: int
    next: str | None


def part_of(request: Request, every: Sequence[Any], paging: Paging) -> dict[str, Any]:
    """`items`, `count` and `next` of a list that is at hand whole."""
    return {
        "items": list(every[paging.offset : paging.offset + paging.limit]),
        "count": len(every),
        "next": next_of(request, len(every), paging),
    }


def next_of(request: Request, count: int, paging: Paging) -> str | None:
    """The address of the next part of a list of `count`."""
    following = paging.offset + paging.limit
    return address_with(request, offset=str(following), limit=str(paging.limit)) if following < count else None


def address_with(request: Request, **changes: str) -> str:
    """The address that was asked for, with something changed."""
    query = [(name, text) for name, texts in request.GET.lists() if name not in changes for text in texts]
    return f"{request.path}?{urlencode([*query, *changes.items()])}"


def place_code(text: str | None) -> PlaceCode | None:
    """A place that the schema has checked."""
    return PlaceCode(text) if text else None


def day(text: str | None) -> date | None:
    """A day that the schema has checked."""
    return date.fromisoformat(text) if text else None
