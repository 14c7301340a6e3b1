"""Write docs/openapi.json, the description of the API, from the code. `--check` only says whether it is up to date."""

import json
import os
import sys
from pathlib import Path

TARGET = Path(__file__).with_name("openapi.json")


def text() -> str:
    """The document as it stands in the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samhandling.web.settings")
    import django

    django.setup()
    from samhandling.web.api.urls import description

    return json.dumps(description(), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write it, or check it; 1 where it was not up to date."""
    made, known = text(), TARGET.read_text("utf-8") if TARGET.exists() else ""
    if "--check" in sys.argv:
        return int(made != known)
    TARGET.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
