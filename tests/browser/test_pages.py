"""Every page kind in Chromium: accessible, never wider than the screen, usable by keyboard and without JavaScript."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string

PAGES = {
    "home": "/",
    "list": "/statements/",
    "search": "/statements/?q=PPWT+OR+space&sort=oldest",
    "narrowed list": "/statements/?instrument=mtcr&delegation=kazakhstan&from=2005",
    "wrong parameters": "/statements/?year=abc&nonsense=1&q=space",
    "empty list": "/statements/?q=zebra&year=2005",
    "statement 000": "000",
    "statement 002 at a paragraph": "002#p5",
    "French statement": "french",
    "Arabic statement": "arabic",
    "original": "/originals/{000}/",
    "delegations": "/delegations/",
    "delegation": "/delegations/kazakhstan/",
    "forums": "/forums/",
    "forum": "/forums/first-committee/",
    "speakers": "/speakers/",
    "instruments": "/instruments/",
    "instrument": "/instruments/ppwt/",
    "unknown symbol": "/symbol/A/RES/999/1",
    "not found": "/no/such/page/",
    "withdrawn": "withdrawn",
}
LOOKS = {  # what a page is looked at in: colour scheme and width
    "light": ("light", 1280),
    "dark": ("dark", 1280),
    "320 px": ("light", 320),
}


def address(site, name):
    """The address of a page kind on this site."""
    place, mark, anchor = PAGES[name].partition("#")
    if place in site.statements:
        return site.statements[place] + mark + anchor
    return place.replace("{000}", site.statements["000"].split("/")[2])


def faults(page):
    """What is wrong with a page in each look: (look, axe's rule, the first element), or (look, pixels too wide)."""
    found = []
    for look, (scheme, width) in LOOKS.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        broken = Axe().run(page).response["violations"]
        found += [(look, rule["id"], rule["nodes"][0]["html"]) for rule in broken]
        excess = page.locator("html").evaluate("root => root.scrollWidth - root.clientWidth")
        found += [(look, f"{excess} pixels too wide")] if excess > 0 else []
    return found


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits(open_page, site, name):
    page = open_page(address(site, name), bypass_csp=True)
    assert faults(page) == []


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_page_of_a_broken_site_is_accessible_and_fits(open_page, template):
    """These are made from the template alone, as for a site whose database is gone."""
    page = open_page("about:blank", bypass_csp=True)
    page.route("**/broken", lambda route: route.fulfill(body=render_to_string(template), content_type="text/html"))
    page.goto("/broken")
    assert page.locator("h1").is_visible()
    assert faults(page) == []


def test_nothing_is_logged_blocked_or_fetched_from_elsewhere(open_page, site):
    """No message in the console, no violation of the Content-Security-Policy, no request to another site."""
    page = open_page("about:blank")
    complaints, requested = [], []
    page.on("console", lambda message: complaints.append((page.url, message.text, message.location["url"])))
    page.on("pageerror", lambda error: complaints.append((page.url, str(error), "")))
    page.on("request", lambda request: requested.append(request.url))
    for name in [*(address(site, name) for name in PAGES), "/admin/login/"]:
        page.goto(name)
    page.wait_for_load_state("networkidle")
    # Chromium logs a page that was answered with 404 or 410 as an error of that page.
    assert [complaint for complaint in complaints if complaint[0].partition("#")[0] != complaint[2]] == []
    assert {url for url in requested if not url.startswith(site.url)} == set()


def test_first_page_is_light(open_page, site):
    page = open_page("about:blank")
    sizes = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert len(sizes) >= 3
    assert sum(sizes.values()) < 60_000, sizes


def test_keyboard_reaches_the_text_past_the_head(open_page, site):
    page = open_page(site.statements["000"])
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the text"
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_followed_paragraph_is_highlighted_and_in_sight(open_page, site):
    page = open_page(site.statements["002"])
    background = "element => getComputedStyle(element).backgroundColor"
    plain = page.locator("#p9").evaluate(background)
    page.get_by_role("link", name="Paragraph 9, permalink").click()
    assert page.url.endswith("#p9")
    assert page.locator("#p9").evaluate(background) != plain
    assert page.locator("#p8").evaluate(background) == plain
    page.goto(site.statements["002"] + "#p12")
    box = page.locator("#p12").bounding_box()
    assert 0 <= box["y"] < 900


def test_text_of_another_language_says_so(open_page, site):
    page = open_page(site.statements["arabic"])
    text = page.locator(".text")
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == ("ar", "rtl")
    number, words = page.locator("#p2 > .number").bounding_box(), page.locator("#p2 > p").bounding_box()
    assert number["x"] > words["x"] + words["width"] / 2  # the margin is on the side where lines begin
    page.goto("/statements/?language=fr")
    assert page.locator(".extract [lang=fr]").count() == 1


def test_reading_needs_no_script(open_page, site):
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("Hague Code")
    page.get_by_role("button", name="Search").click()
    assert page.locator("h1").inner_text().startswith("Statements with the words Hague Code")
    page.locator("h2 a", has_text="Open-ended meeting on PAROS").click()
    why = page.locator("details.why").first
    assert not why.locator("p").is_visible()
    why.locator("summary").click()
    assert why.locator("p").is_visible()
    assert page.get_by_role("button", name=re.compile("Copy")).count() == 0
    page.get_by_role("link", name="Original").click()
    assert page.locator(".lines li").count() > 20


def test_filters_are_folded_on_a_small_screen_only(open_page):
    year = "aside .facet a >> nth=0"
    assert open_page("/statements/").locator(year).is_visible()
    page = open_page("/statements/", viewport={"width": 375, "height": 800}, java_script_enabled=False)
    assert not page.locator(year).is_visible()
    page.get_by_text("Narrow this list").click()
    page.locator(year).click()
    assert page.locator("a.chip").count() == 1


def test_script_copies_links_and_citations(open_page, site):
    page = open_page(site.statements["002"], permissions=["clipboard-read", "clipboard-write"])
    permalink = site.url + site.statements["002"]
    copied = "navigator.clipboard.readText()"
    page.locator("#p5").hover()
    page.get_by_role("button", name="Copy link to paragraph 5").click()
    page.wait_for_function(f"{copied}.then(text => text.endsWith('#p5'))")
    assert page.evaluate(copied) == f"{permalink}#p5"
    page.get_by_role("button", name="Copy citation of paragraph 5").click()
    page.wait_for_function(f"{copied}.then(text => text.startsWith('Statement'))")
    cited = page.evaluate(copied)
    assert cited.startswith("Statement by the delegation of Kazakhstan, open-ended meeting on PAROS, Geneva, 16 August")
    assert cited.endswith(f"para. [5], {permalink}#p5.")


def test_statement_prints_on_two_pages(open_page, site):
    page = open_page(site.statements["000"])
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation").first.is_visible()
    assert page.locator(".permalink").is_visible()
