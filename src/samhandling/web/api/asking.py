"""What most calls ask: of which strategy; of which version a change is made from."""

import re

from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from samhandling.strategy.queries import StrategyView
from samhandling.strategy.queries import strategy as open_strategy
from samhandling.web.api.problems import Problematic
from samhandling.web.api.shapes import Day
from samhandling.web.request import Request
from samhandling.web.request import chosen_strategy as site_strategy

VERSION = re.compile(r'^(?:W/)?"(\d{1,9})(?:-[0-9a-f]+)?"$')


class AboutStrategy(Schema):
    """Of which strategy: its id; the one that the site shows unless told."""

    strategy: str | None = Field(None, max_length=100)


class AboutDay(AboutStrategy):
    """Of which strategy, on which day: today unless told."""

    on: Day | None = None


OfStrategy = Query[AboutStrategy]
OfDay = Query[AboutDay]


def strategy_of(request: Request, asked: AboutStrategy) -> StrategyView:
    """The strategy. Raises Refused where it is not loaded."""
    if asked.strategy is None:
        return site_strategy(request)
    return open_strategy(asked.strategy, request.viewer)


def today() -> str:
    """The day of now, where the site is."""
    return timezone.localdate().isoformat()


def version_of(request: Request) -> int:
    """The version in If-Match. Raises Problematic: 428 where it is missing, 412 where it is none of our tags."""
    text = request.headers.get("If-Match", "").strip()
    if not text or text == "*":
        raise Problematic(428)
    found = VERSION.match(text)
    if found is None:
        raise Problematic(412)
    return int(found[1])


def tag_of(version: int) -> str:
    """What a change answers as ETag: enough to change again with If-Match."""
    return f'"{version}"'
