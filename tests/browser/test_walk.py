"""A walk through the archive, as a reader and then a curator would take it."""

from playwright.sync_api import expect

from tests.browser.conftest import CURATOR

PASTED = """Mr. President,

My delegation wishes to speak about the peaceful lighthouse keepers of the outer archipelago.

We support the Conference on Disarmament in its work on the prevention of an arms race in outer space.

I thank you, Mr. President.
"""


def test_walk_from_the_first_page_to_a_new_statement(open_page, site):
    page = open_page("/")

    # A reader: a year, a statement, a paragraph, a search.
    page.get_by_role("link", name="2005: 1 statement").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2005")
    page.locator("h2 a", has_text="Open-ended meeting on PAROS").click()
    expect(page.locator(".byline")).to_contain_text("Geneva, 16 August 2005")
    page.get_by_role("link", name="Paragraph 5, permalink").click()
    assert page.url == f"{site.url}{site.statements['002']}#p5"
    expect(page.locator("#p5")).to_contain_text("Hague Code of Conduct")
    search(page, '"Missile Technology Control Regime"')
    expect(page.locator(".total")).to_have_text("2 statements held")
    page.get_by_role("link", name="Paragraph 9 of").click()
    assert page.url == f"{site.url}{site.statements['000']}#p9"

    # A curator: login, a pasted text, and the next request finds it.
    search(page, "lighthouse keepers")
    expect(page.locator(".total")).to_have_text("0 statements held")
    page.goto("/admin/")
    page.get_by_label("Username").fill(CURATOR["username"])
    page.get_by_label("Password").fill(CURATOR["password"])
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/statements/statement/add/")
    page.locator("#id_text").fill(PASTED)
    page.locator("#id_title").fill("On lighthouse keepers")
    page.locator("#id_date").fill("21 November 2025")
    page.locator("#id_state").select_option("published")
    page.locator("[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_contain_text("added successfully")
    page.goto("/statements/?q=lighthouse+keepers")
    expect(page.locator(".total")).to_have_text("1 statement held")
    expect(page.locator(".meta .date")).to_have_text("21 November 2025")
    page.get_by_role("link", name="On lighthouse keepers", exact=True).click()
    expect(page.locator(".paragraph")).to_have_count(4)
    expect(page.locator("#p3 a.quiet").first).to_have_text("Conference on Disarmament")


def search(page, words):
    """Type words into the search box at the head of the page."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("button", name="Search").click()
