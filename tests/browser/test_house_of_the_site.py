"""What holds for the site as a whole: its weight, its paper, its settings."""

import subprocess
import sys

import pytest
from playwright.sync_api import Response

from browser.conftest import Open
from browser.pages import listen, too_wide
from browser.sites import DAY, Site, read

ON = f"?dag={DAY}"
MOST_BYTES = 150_000
PAPER = 673
"""A4 without 16 mm on either side, in CSS pixels."""

CUT_OFF = """() => [...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => one.getAttribute('aria-label') || one.innerText.slice(0, 60))"""


@pytest.mark.parametrize("path", [f"/{ON}", f"/{ON}&jamfor=2016-09-01", f"/en/{ON}"])
def test_the_start_page_with_all_that_it_asks_for_is_light(full: Site, visit: Open, path: str) -> None:
    page = visit(full)
    heard = listen(page)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path, wait_until="networkidle")
    assert len([url for url in heard.asked if not url.startswith("data:")]) >= 3
    assert 20_000 < sum(len(answer.body()) for answer in answers if not answer.url.startswith("data:")) < MOST_BYTES


@pytest.mark.parametrize("path", [f"/{ON}", f"/insatsomrade/1.3{ON}", f"/varfor/1.3/sek{ON}", f"/insatser{ON}"])
def test_a_page_fits_on_paper(full: Site, visit: Open, path: str) -> None:
    page = visit(full, path, width=PAPER, height=1000)
    page.emulate_media(media="print")
    assert too_wide(page) == []
    assert page.evaluate(CUT_OFF) == [], "paper cannot be scrolled"
    assert page.locator(".lead").is_visible()
    assert page.locator(".top nav").is_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_what_is_said_on_paper_holds_how_far_it_reaches(full: Site, visit: Open) -> None:
    page = visit(full, f"/{ON}", width=PAPER, height=1000)
    page.emulate_media(media="print")
    assert page.locator(".reach").is_visible()
    assert page.locator(".areas li").count() == 14


def test_django_finds_nothing_to_warn_of_before_going_live(full: Site) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=full.installation.environment(
            SAMHANDLING_HTTPS="1", SAMHANDLING_HOSTS="samhandling.example", DJANGO_SETTINGS_MODULE="samhandling.web.settings"
        ),
        cwd=full.installation.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    assert "no issues" in found.stdout


def test_the_refusal_of_a_day_is_told_to_machines_too(full: Site) -> None:
    answer = read(full, "/lagesbild.json?dag=2018-06-31")
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json["faults"][0]["read"] == "2018-06-31"
