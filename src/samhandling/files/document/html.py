"""A web page as blocks: what a reader sees of it. Scripts, styles, comments and hidden elements are not read, and nothing is fetched."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from samhandling.files.decoding import encoding_of, text_of
from samhandling.files.document.blocks import Block
from samhandling.files.document.left_out import HIDDEN_NOT_READ
from samhandling.files.document.plain import line_of
from samhandling.files.document.wire import DocumentPiece, Titled
from samhandling.files.pieces import Noted

_UNREAD = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas", "select", "textarea", "audio", "video"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure"}
    | {"footer", "form", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody"}
    | {"td", "tfoot", "th", "thead", "title", "tr", "ul", *(f"h{level}" for level in range(1, 7))}
)
_EMPTY = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|font-size\s*:\s*0(?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|$)"
    r"|text-indent\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_DEEPEST = 2_000


def read_html(data: bytes) -> Iterator[DocumentPiece]:
    """The pieces of a web page. Raises Refused: undecodable."""
    reader = _Reader()
    reader.feed(text_of(data, encoding_of(data)).read())
    reader.close()
    reader.end_block()
    yield Titled(line_of(reader.title))
    yield from reader.blocks
    if reader.has_hidden:
        yield Noted(HIDDEN_NOT_READ)


class _Reader(HTMLParser):
    """Gathers text between the beginnings and ends of blocks; keeps count of how deep inside something unread it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.title = ""
        self.has_hidden = False
        self._text: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._inside: Counter[str] = Counter()
        self._level = 0
        self._is_item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag == "br":
            self._text.append("\n")
        if tag in _EMPTY or len(self._open) > _DEEPEST:
            return
        reason = "unread" if tag in _UNREAD else "hidden" if _is_hidden(dict(attrs)) else "title" if tag == "title" else ""
        self._open.append((tag, reason))
        self._inside[reason] += 1
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._level = int(tag[1])
        self._is_item = tag == "li" or (self._is_item and tag not in _BLOCKS)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                self._inside.subtract(reason for _, reason in self._open[place:])
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        if self._inside["unread"]:
            return
        if self._inside["hidden"]:
            self.has_hidden = self.has_hidden or bool(data.strip())
        elif self._inside["title"]:
            self.title += data
        else:
            self._text.append(re.sub(r"\s+", " ", data))

    def end_block(self) -> None:
        """What was gathered so far is a block."""
        if text := line_of("".join(self._text)):
            self.blocks.append(Block(text, self._level, is_item=self._is_item and not self._level))
        self._text.clear()
        self._level, self._is_item = 0, False


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDING.search(attributes.get("style") or ""))
