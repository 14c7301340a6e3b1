"""A region's colours, from the file that SAMHANDLING_THEME names, as a style sheet."""

import hashlib
import logging
import os
from functools import lru_cache
from pathlib import Path

from samhandling.drawing.colours import as_css, check, default_theme, read_theme
from samhandling.ground.faults import Refused

log = logging.getLogger(__name__)


def theme_css() -> tuple[str, str]:
    """The style sheet and its fingerprint. A file that cannot be read, or whose colours are too faint, is told in the log; the shipped
    colours stand in, so that the pages stay readable."""
    named = os.environ.get("SAMHANDLING_THEME", "")
    return _read(named, _changed(named))


def _changed(named: str) -> float:
    """When the file was last written; 0 where there is none."""
    try:
        return Path(named).stat().st_mtime if named else 0.0
    except OSError:
        return 0.0


@lru_cache(maxsize=4)
def _read(named: str, changed: float) -> tuple[str, str]:
    css = as_css(default_theme())
    if named:
        try:
            theme = read_theme(Path(named).read_text("utf-8"), named)
            if faults := check(theme):
                raise Refused(faults)
            css = as_css(theme)
        except (OSError, UnicodeDecodeError, Refused) as error:
            log.warning("SAMHANDLING_THEME: %s", error)
    return css, hashlib.sha256(css.encode()).hexdigest()[:16]
