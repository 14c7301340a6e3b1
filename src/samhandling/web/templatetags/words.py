"""Words in templates: both languages side by side, so that no sentence can lack one; links that keep the picture that one looks at."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samhandling.drawing.marks import status_mark, swatch
from samhandling.ground.counting import day_said
from samhandling.ground.money import in_millions
from samhandling.ground.places import PlaceCode, place_name
from samhandling.ground.said import Said

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], sv: str, en: str, **values: Any) -> str:
    """One sentence in the page's language: {% say "svenska" "English" %}. Values fill {names} and are escaped."""
    chosen = sv if context["language"] == "sv" else en
    return format_html(chosen, **values) if values else chosen


@register.filter
def tell(said: Said, language: str) -> str:
    """{{ said|tell:language }}."""
    return said.sv if language == "sv" else said.en


@register.filter
def day(value: date | None, language: str) -> str:
    """30 juni 2018."""
    return "–" if value is None else tell(day_said(value), language)


@register.filter
def mnkr(value: Fraction | Decimal | None, language: str) -> str:
    """Millions of kronor with one decimal: 13,0 mnkr. Unknown is never 0."""
    if value is None:
        return "okänt" if language == "sv" else "unknown"
    if 0 < value < 50_000:
        return "under 0,1 mnkr" if language == "sv" else "under SEK 0.1 m"
    shown = f"{in_millions(Fraction(value)):,}"
    return f"{shown.replace(',', ' ').replace('.', ',')} mnkr" if language == "sv" else f"SEK {shown} m"


@register.filter
def kronor(value: Decimal | Fraction | None, language: str) -> str:
    """1 104 137,00 kr."""
    if value is None:
        return "okänt" if language == "sv" else "unknown"
    shown = f"{Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value:,.2f}"
    return f"{shown.replace(',', ' ').replace('.', ',')} kr" if language == "sv" else f"SEK {shown}"


@register.filter
def place(code: str) -> str:
    """The place's name."""
    return place_name(PlaceCode(code))


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """mapping[key], or nothing."""
    return mapping.get(key, "")


@register.filter
def mark(status: str) -> SafeString:
    """The status as a shape."""
    return mark_safe(status_mark(str(status)))  # noqa: S308 (our own drawing, from a fixed set of words)


@register.filter
def patch(status: str) -> SafeString:
    """The status as the strip of years draws it: a key to that picture."""
    return mark_safe(swatch(status, key=f"key-{status}"))  # noqa: S308 (our own drawing, from a fixed set of words)


@register.simple_tag(takes_context=True)
def to(context: dict[str, Any], name: str, *args: Any, **query: Any) -> str:
    """A link that keeps language, day and place. `form="json"` asks for another form; other names go into the query."""
    form = query.pop("form", "")
    path = reverse(name, args=[argument for argument in args if argument != ""])
    asked = context.get("asked")
    kept = {**(asked.kept if asked else {}), **{key: str(value) for key, value in query.items() if value not in ("", None)}}
    prefix = "/en" if context["language"] == "en" else ""
    dotted = f".{form}" if form else ""
    if dotted and path == "/":
        path = "/lagesbild"
    return f"{prefix}{path}{dotted}{'?' + urlencode(kept) if kept else ''}"


@register.simple_tag(takes_context=True)
def other_language(context: dict[str, Any]) -> str:
    """The same place in the other language."""
    request = context["request"]
    full = request.get_full_path()
    return full[len("/en") :] or "/" if context["language"] == "en" else f"/en{full}"


@register.filter
def share(value: Fraction | None, language: str) -> str:
    """40 %; unknown where the areas were named without shares."""
    if value is None:
        return "okänd" if language == "sv" else "unknown"
    shown = f"{float(value * 100):.4g}"
    return f"{shown.replace('.', ',')} %" if language == "sv" else f"{shown} %"
