"""Forms as a browser sends them: every field with what stands in it, and what somebody changes."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Fields(HTMLParser):
    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside, self.found = form, False, dict[str, list[str]]()
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.form in of.get("class", "") and of.get("method") == "post"
        if not self.inside:
            return
        if tag == "input" and of.get("name") and (of.get("type") not in ("checkbox", "radio") or "checked" in of):
            self._put(of["name"], of.get("value", ""))
        if tag == "textarea":
            self._area = of["name"]
            self._put(self._area, "")
        if tag == "select":
            self._select = of["name"]
        if tag == "option" and self._select and ("selected" in of or self._select not in self.found):
            self.found[self._select] = [of.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.found[self._area][0] += data

    def _put(self, name: str, value: str) -> None:
        self.found.setdefault(name, []).append(value)


def fields_of(html: str, form: str = "editing") -> dict[str, list[str]]:
    """What a browser would send of a page's form, untouched."""
    parser = _Fields(form)
    parser.feed(html)
    return {name: [text.removeprefix("\n") for text in found] for name, found in parser.found.items()}


def open_form(client: Client, path: str) -> dict[str, list[str]]:
    """The form of a page, as it stands."""
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return fields_of(response.content.decode())


def send(client: Client, path: str, form: dict[str, list[str]], **changes: Any) -> Any:
    """Send the form with some fields changed; `__` in a name stands for a hyphen."""
    data: dict[str, Any] = {**form, **{name.replace("__", "-"): value for name, value in changes.items()}}
    return client.post(path, data)
