"""The tale of the work, in browsers of their own: an administrator, a contributor without JavaScript, a strategist and a visitor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Open, sign_in
from browser.sites import Site, fill, read, served

ADMINISTRATOR = "adam@region.example"
EMAIL, NAME, PASSWORD = "karin@eskilstuna.example", "Karin Kommunsson", "cykel tunnel blåbär måndag"
ACTOR, FIRST, SECOND = "Eskilstuna kommun", "20201042", "S12"
TITLE, NOTE, COMMENT = "Knuffa resan rätt i hela staden", "Siffran är ett antagande av handläggaren.", "Slutdatumet tror vi är fel."
IDEA, STEP_ANSWER = "Delade verkstäder för små företag", "Åtta företag och kommunen vill, för att maskinerna står stilla."
WRONG, RIGHT = "1104137", "1 250 000"
PLAN = "Handlingsplan 2027-2029"


@dataclass
class Tale:
    """The site on which the tests follow each other, the administrator's password, and what has come of the tale."""

    site: Site
    password: str
    before: str = ""
    idea: str = ""


@pytest.fixture(scope="module")
def tale(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tale]:
    """The demo, served, with an administrator and a strategist."""
    with served(tmp_path_factory.mktemp("tale"), fill) as site:
        said = site.installation.do("user", "add", ADMINISTRATOR, "--role", "administrator", "--name", "Adam", "--generate").out
        found = re.search(r"Lösenord: (\S+)", said)
        assert found, said
        yield Tale(site, found[1])


@pytest.fixture(scope="module")
def karin(tale: Tale, chromium: Browser) -> Iterator[Page]:
    """The contributor's own browser, without JavaScript, after she has come in by the link of her invitation."""
    contexts = [chromium.new_context(base_url=tale.site.address, locale="sv-SE", java_script_enabled=scripts) for scripts in (True, False)]
    administrator, page = (context.new_page() for context in contexts)
    for one in (administrator, page):
        one.set_default_timeout(10_000)
    sign_in(administrator, ADMINISTRATOR, tale.password)
    administrator.goto("/personer/bjud-in")
    administrator.get_by_label("E-postadress").fill(EMAIL)
    administrator.get_by_label("Aktör").select_option(label=ACTOR)
    administrator.get_by_role("button", name="Bjud in").click()
    link = administrator.get_by_label("Länken att lämna över").input_value()
    page.goto(link)
    assert link.rpartition("/")[2] not in page.url
    expect(page.locator(".lead")).to_contain_text(f"uppgiftslämnare för {ACTOR}")
    page.get_by_label("Namn").fill(NAME)
    page.get_by_label("Nytt lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Skapa mitt konto").click()
    expect(page.get_by_role("link", name="Mina insatser")).to_be_visible()
    yield page
    for context in contexts:
        context.close()


def change(page: Page, title: str, part: str) -> None:
    """From mine to one part of one initiative."""
    page.get_by_role("link", name="Mina insatser").click()
    page.get_by_role("article").filter(has=page.get_by_role("heading", name=title)).get_by_role("link", name="Ändra").click()
    page.get_by_role("link", name=f"Ändra {part}", exact=True).click()


def save(page: Page) -> None:
    page.locator(".buttons").get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_be_visible()


def corrects_two_initiatives_and_a_wrong_amount(tale: Tale, karin: Page) -> None:
    tale.before = read(tale.site, f"/insatser/{FIRST}").text
    change(karin, "Knuffa resan rätt", "Vad och varför")
    karin.get_by_label("Vad heter insatsen?").fill(TITLE)
    karin.get_by_label("Anmärkning").fill(NOTE)
    save(karin)
    change(karin, "Bazar", "Pengar")
    amount = karin.get_by_label("Belopp i kronor").first
    assert re.sub(r"\D", "", amount.input_value()) == WRONG
    amount.fill(RIGHT)
    save(karin)
    karin.goto(f"/insatser/{FIRST}/kommentar?slag=comment")
    karin.get_by_label("Vad vill du säga?").fill(COMMENT)
    karin.get_by_role("button", name="Skicka").click()
    karin.goto(f"/insatser/{FIRST}")
    expect(karin.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(karin.locator("main")).to_contain_text(COMMENT)


def reads_in_the_messy_workbook_and_takes_it_back(karin: Page, shared: Path) -> None:
    karin.goto("/las-in")
    karin.get_by_label("Filen med din lista").set_input_files(shared / "data" / "portfolio" / "sormland_portfolio.xlsx")
    karin.get_by_role("button", name="Läs filen").click()
    expect(karin.get_by_role("heading", level=1)).to_contain_text("Så förstår vi kolumnerna")
    karin.get_by_role("button", name="Så är det, gå vidare").first.click()
    expect(karin.get_by_role("heading", level=1)).to_contain_text("Rad för rad")
    told = karin.locator("main")
    expect(told).to_contain_text("Filen har 68 rader med insatser.")
    expect(told).to_contain_text(f'"Knuffa resan rätt" i filen och "{TITLE}" i planen. Vi har behållt det som står i planen.')
    karin.get_by_role("link", name="Gå vidare").first.click()
    karin.get_by_role("button", name="Gå vidare").click()
    karin.get_by_role("button", name="Läs in", exact=True).click()
    expect(karin.get_by_role("heading", level=1)).to_contain_text("Filen är inläst")
    expect(told).to_contain_text("En strateg tar hand om dem.")
    karin.get_by_role("link", name="Ångra importen").click()
    karin.get_by_role("button", name="Ångra importen").click()
    expect(karin.get_by_role("heading", level=1)).to_contain_text("Importen är ångrad")
    karin.goto(f"/insatser/{FIRST}")
    expect(karin.get_by_role("heading", level=1)).to_contain_text(TITLE)


def takes_an_idea_through_its_four_steps(tale: Tale, karin: Page) -> None:
    karin.goto("/insatser/ny")
    karin.get_by_label("Vad heter idén?").fill(IDEA)
    karin.get_by_label("Vad vill ni göra, och varför?").fill("Små företag ska kunna prova dyra maskiner.")
    karin.locator("#area-1\\.1").check()
    karin.get_by_role("button", name="Spara idén").click()
    expect(karin.get_by_role("status")).to_contain_text("Idén är sparad")
    steps = karin.url.partition("?")[0]
    tale.idea = steps.removesuffix("/steg").rpartition("/")[2]
    passed = []
    for _ in range(3):
        on(karin)
        passed.append(stage(karin))
    on(karin)
    expect(karin.get_by_role("alert")).to_be_visible()
    karin.goto(f"/insatser/{tale.idea}/andra/nar")
    karin.get_by_label("När börjar den?").fill("mars 2027")
    save(karin)
    karin.goto(steps)
    on(karin)
    assert [*passed, stage(karin)] == ["Samtal", "Samsyn", "Samarbete", "Samhandling"]
    expect(karin.locator("main")).to_contain_text("Insatsen är i det sista steget")


def on(page: Page) -> None:
    """Answer what is asked, and go on."""
    for question in page.locator("form.editing textarea").all():
        question.fill(STEP_ANSWER)
    page.locator("button[name=act][value=on]").click()


def stage(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text().split("\n")[0].split()[0]


def a_strategist_sees_all_of_it_adopts_a_plan_and_publishes(tale: Tale, karin: Page, visit: Open) -> None:
    site, page = tale.site, visit(tale.site, signed_in=True)
    says_nothing_internal(site, tale)
    assert read(site, f"/insatser/{FIRST}").text == tale.before
    page.get_by_role("link", name="Historik").click()
    page.get_by_label("Vem").select_option(label=NAME)
    page.get_by_role("button", name="Visa").click()
    told = page.locator("main").inner_text()
    for part in (TITLE, NOTE, IDEA, "Bazar", NAME, "Samhandling"):
        assert part in told, part
    adopt(page)
    page.get_by_role("link", name="Arbetsmaterial").click()
    expect(page.locator("main")).to_contain_text(TITLE)
    page.get_by_role("button", name="Publicera").click()
    expect(page.get_by_role("status")).to_be_visible()
    says_nothing_internal(site, tale, published=True)
    assert TITLE in read(site, f"/insatser/{FIRST}").text
    assert "1 250 000" in read(site, f"/insatser/{SECOND}").text.replace("\xa0", " ").replace("&nbsp;", " ")
    assert read(site, "/handlingsplan/1").status == 200


def adopt(page: Page) -> None:
    """A draft from today's picture, and the decision."""
    page.goto("/handlingsplan/ny")
    page.get_by_label("Planens namn").fill(PLAN)
    page.get_by_label("Gäller från").fill("2027-01-01")
    page.get_by_label("Gäller till").fill("2029-12-31")
    page.get_by_role("button", name="Skapa utkastet").click()
    page.get_by_role("link", name="Anta planen").click()
    page.get_by_label("Vem har beslutat?").fill("Regionala utvecklingsnämnden")
    page.get_by_label("Var står beslutet?").fill("§ 45")
    page.get_by_role("button", name="Anta planen").click()
    expect(page.get_by_role("status")).to_have_text("Sparat.")


def says_nothing_internal(site: Site, tale: Tale, *, published: bool = False) -> None:
    """What a visitor may read says nothing of what is internal, in any form."""
    internal = [NOTE, COMMENT, IDEA, STEP_ANSWER, NAME, EMAIL, *([] if published else [TITLE, PLAN])]
    paths = [
        "/",
        "/insatser",
        f"/insatser/{FIRST}",
        f"/insatser/{SECOND}",
        "/aktorer/eskilstuna-kommun",
        "/insatsomrade/1.1",
        "/handlingsplan",
    ]
    for path in (*paths, "/underlag", "/insatser.json", "/insatser.csv", "/api/v1/initiatives"):
        answer = read(site, path)
        assert answer.status == 200, path
        assert not [part for part in internal if part in answer.text], path
    assert f"/insatser/{tale.idea}" not in read(site, f"/insatser?sok={quote(IDEA)}").text
    for path in (f"/insatser/{tale.idea}", f"/insatser/{FIRST}/historik", "/historik", "/mina", "/arbetsmaterial", "/fragor", "/personer"):
        assert read(site, path).status == 404, path


def test_from_an_invitation_to_a_published_picture(tale: Tale, karin: Page, visit: Open, shared: Path) -> None:
    corrects_two_initiatives_and_a_wrong_amount(tale, karin)
    reads_in_the_messy_workbook_and_takes_it_back(karin, shared)
    takes_an_idea_through_its_four_steps(tale, karin)
    a_strategist_sees_all_of_it_adopts_a_plan_and_publishes(tale, karin, visit)
