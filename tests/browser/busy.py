"""Fills a home with work under way, from inside: an idea, comments, a draft and an adopted plan, a list on its way in, and persons.

Run in an installation's environment, after the demo has been read in: `python busy.py SIGNED_WORDS.json`. What it writes there are the
words that addresses need.
"""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samhandling.web.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from samhandling.figures.shipped_figures import load_shipped  # noqa: E402
from samhandling.ground.viewer import OPERATOR, Role, Viewer  # noqa: E402
from samhandling.office.home import home  # noqa: E402
from samhandling.office.jobs.files import keep_upload  # noqa: E402
from samhandling.people.invitations import invite  # noqa: E402
from samhandling.people.keys import make_link, make_token  # noqa: E402
from samhandling.people.passwords import generated_password  # noqa: E402
from samhandling.people.persons import add_person  # noqa: E402
from samhandling.people.queries import persons, viewer_of_person  # noqa: E402
from samhandling.plan.actions.adding import add_initiative  # noqa: E402
from samhandling.plan.actions.bulk import bulk_change  # noqa: E402
from samhandling.plan.actions.commenting import comment  # noqa: E402
from samhandling.plan.actions.editing import change  # noqa: E402
from samhandling.plan.actions.editions import change_area, new_edition, open_edition  # noqa: E402
from samhandling.plan.actions.editions_adopting import adopt_edition  # noqa: E402
from samhandling.plan.actions.editions_comments import comment_on  # noqa: E402
from samhandling.plan.actions.publishing import share  # noqa: E402
from samhandling.plan.actions.uploading import begin, undo, write  # noqa: E402
from samhandling.plan.lists import import_runs  # noqa: E402
from samhandling.plan.queries import initiative  # noqa: E402
from samhandling.plan.rules.bulk_wish import Wish  # noqa: E402
from samhandling.plan.wizard.looked import Wanted  # noqa: E402
from samhandling.plan.wizard.queries import look  # noqa: E402
from web.economy.generated import load_generated  # noqa: E402

STRATEGY, ACTOR = "sormland-naringsliv-2022", "eskilstuna-kommun"
OWN = "20201042"
PEOPLE = {
    Role.ADMINISTRATOR: ("adam@region.example", "Adam Administratör", ()),
    Role.STRATEGIST: ("sigrid@region.example", "Sigrid Strateg", ()),
    Role.CONTRIBUTOR: ("bo@eskilstuna.example", "Bo Bidragare", (ACTOR,)),
}
HEADINGS = "Diarienummer;Projektnamn;Projektägare;Beviljat belopp;Startdatum;Slutdatum"
WAITING = (
    "B1;Gröna verkstäder;Exempelbolaget AB;ca 400 tkr;hösten 2024;2027-06-30",
    "B2;Lokala leverantörer;Exempelkommunen;1250000;2025-01-01;2027-12-31",
)
WRITTEN = "C1;Testbädden;Exempelbolaget AB;900000;2025-01-01;2027-12-31"
REGRETTED = "D1;Fel lista;Exempelbolaget AB;1;2025-01-01;2027-12-31"


def people() -> tuple[dict[Role, Viewer], dict[str, tuple[str, str]]]:
    """A person of each role, as viewers and as (address, password)."""
    viewers, ways_in = dict[Role, Viewer](), dict[str, tuple[str, str]]()
    for role, (email, name, actors) in PEOPLE.items():
        password = generated_password()
        add_person(email, password, role=role, name=name, actors=actors, by=OPERATOR)
        ways_in[role.value] = (email, password)
    for one in persons(seen_by=OPERATOR):
        viewer = viewer_of_person(one.id)
        if viewer is not None:
            viewers[Role(one.roles[0])] = viewer
    return viewers, ways_in


def version_of(code: str) -> int:
    return initiative(code, of_strategy=STRATEGY, seen_by=OPERATOR).version


def work(strategist: Viewer, contributor: Viewer) -> dict[str, str]:
    """An idea, a change, a comment, a change of many, and a picture that is shared."""
    wanted = {"title": "Delade verkstäder", "purpose_sv": "Små företag ska kunna prova maskiner tillsammans.", "owners": [ACTOR]}
    idea = add_initiative(wanted, strategy=STRATEGY, by=contributor)
    share(STRATEGY, by=strategist, note="Inför vårens uppföljning")
    change(OWN, {"target_groups": ["resenärer", "företag"]}, strategy=STRATEGY, by=contributor, version=version_of(OWN))
    number = comment(OWN, "wrong", "Slutdatumet är ett år för tidigt.", strategy=STRATEGY, by=contributor)
    comment(OWN, "comment", "Slutrapporten finns hos oss.", strategy=STRATEGY, by=contributor)
    codes = ("20201037", "20201004")
    many = bulk_change(
        {code: version_of(code) for code in codes}, Wish("target_group", "små företag", "add"), strategy=STRATEGY, by=strategist
    )
    return {"idea": idea, "comment": str(number), "bulk": str(many.number)}


def plans(strategist: Viewer, contributor: Viewer) -> dict[str, str]:
    """One plan that is adopted, and one that is open to the actors."""
    first, last = date(2024, 1, 1), date(2026, 12, 31)
    old = new_edition("Handlingsplan 2024-2026", first, last, strategy=STRATEGY, by=strategist, proposed={"1.3": [OWN, "20201037"]})
    change_area(
        old, "1.3", priority="2", decision="Fortsätt.", reason="Störst behov.", initiatives=[OWN, "20201037"], by=strategist, version=1
    )
    adopt_edition(old, adopted_on=date(2023, 12, 5), decided_by="Regionala utvecklingsnämnden", reference="§ 45", by=strategist)
    new = new_edition(
        "Handlingsplan 2027-2029",
        date(2027, 1, 1),
        date(2029, 12, 31),
        strategy=STRATEGY,
        by=strategist,
        proposed={"1.3": [OWN], "2.2": []},
    )
    open_edition(new, True, by=strategist)
    comment_on(new, "Ta med verkstäderna.", of_strategy=STRATEGY, by=contributor, focus_area="1.3")
    return {"adopted": str(old), "draft": str(new)}


def lists(strategist: Viewer) -> dict[str, str]:
    """One list that waits to be written, one that is read in, and one that is undone."""
    waiting = _begun("vantar.csv", WAITING, strategist)
    written = _written(_begun("klar.csv", (WRITTEN,), strategist), strategist)
    _written(_begun("fel.csv", (REGRETTED,), strategist), strategist)
    newest, kept = import_runs(seen_by=OPERATOR)[:2]
    back = undo(newest.id, by=strategist)
    return {"waiting": str(waiting), "written": str(written), "run": str(kept.id), "undone": str(back)}


def _begun(name: str, rows: Sequence[str], by: Viewer) -> int:
    data = "\n".join((HEADINGS, *rows)).encode()
    kept = keep_upload([data], home=home(), ending="csv")
    return begin(kept, Wanted(name, STRATEGY, scope={"source": name.removesuffix(".csv")}, bytes=len(data)), by=by, home=home())


def _written(number: int, by: Viewer) -> int:
    found = look(number, seen_by=by)
    assert found is not None
    write(found, by=by, home=home())
    return number


def main() -> None:
    """Fill, and write down the words."""
    load_shipped(by=OPERATOR, names=["arbetsloshet"])
    with tempfile.TemporaryDirectory() as folder:
        load_generated(Path(folder))
    by_role, ways_in = people()
    strategist, contributor = by_role[Role.STRATEGIST], by_role[Role.CONTRIBUTOR]
    invitation = invite("ny@exempelkommunen.example", role=Role.CONTRIBUTOR, actor=ACTOR, by=by_role[Role.ADMINISTRATOR])
    link = make_link(ACTOR, days=30, may_answer=True, purpose="Inventeringen", by=strategist)
    make_token("Ekonomisystemet", days=30, by=contributor)
    words = {"invitation": invitation, "link": link, "person": str(contributor.person), "own": OWN, "actor": ACTOR}
    words |= work(strategist, contributor) | plans(strategist, contributor) | lists(strategist)
    Path(sys.argv[1]).write_text(json.dumps({"words": words, "people": ways_in}), encoding="utf-8")


if __name__ == "__main__":
    main()
