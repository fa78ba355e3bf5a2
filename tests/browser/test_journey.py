"""Visitors' ways through the app in a real Chromium."""

import io
import re

import pytest
from openpyxl import load_workbook

from tests.browser.conftest import photograph, running, settled
from tests.support.servers import catalogue, honest_papers, newspaper, serving, status

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def expecting():
    from playwright.sync_api import expect

    return expect


def rows(page):
    return page.get_by_role("table").first.get_by_role("row")


def test_a_first_visit_leads_to_the_first_chart(page):
    expect = expecting()
    expect(page.get_by_role("heading", name="Broadsheet")).to_be_visible()
    expect(page.get_by_text("works out what each is about")).to_be_visible()
    expect(page.get_by_role("button", name="Read the papers")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Show the sample edition")).to_be_in_viewport()
    photograph(page, "first-visit")
    page.get_by_role("button", name="Show the sample edition").click()
    expect(page.get_by_text("This is the sample edition")).to_be_visible()
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart.locator("canvas, svg").first).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("papers|favourite"))).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("The Harbour Post")
    assert "edition=sample" in page.url
    settled(page)
    photograph(page, "first-chart")


def test_papers_are_read_with_live_progress(opened, tmp_path):
    expect = expecting()
    with honest_papers(3, articles=4) as papers, serving({"/feed.xml": status(503)}) as dead:
        listed = tmp_path / "papers.toml"
        listed.write_text(catalogue([*papers, newspaper(dead, "dead")]))
        with running(tmp_path, BROADSHEET_CATALOGUE=str(listed), BROADSHEET_ALLOW_LOOPBACK="1") as url:
            page = opened()
            page.goto(url)
            page.get_by_role("button", name="Read the papers").click()
            expect(page.get_by_text("Reading 4 papers")).to_be_visible()
            photograph(page, "live-progress")
            expect(page.get_by_text("12 articles from 3 papers, read")).to_be_visible()
            expect(page.get_by_text("Could not be read: Dead").first).to_be_visible()
            settled(page)
            photograph(page, "papers-read")
            assert "edition=live" in page.url
            other = opened()
            other.goto(page.url)
            expect(other.get_by_text("12 articles from 3 papers, read")).to_be_visible()
            later = opened()
            later.goto(page.url + "&papers=Paper-1")
            expect(later.get_by_text("is no longer kept")).to_be_visible()


def test_a_click_in_the_chart_filters_the_articles(page, address):
    expect = expecting()
    page.goto(f"{address}/?edition=sample")
    expect(rows(page).nth(1)).to_be_visible()
    everything = rows(page).count()
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    expect(chart.locator("canvas, svg").first).to_be_visible()
    settled(page)
    page.wait_for_timeout(1000)  # the chart draws itself after it is there
    chart.click(position={"x": 250, "y": 115})
    page.wait_for_url(re.compile("topic="))
    expect(rows(page)).not_to_have_count(everything)
    expect(page.get_by_text(re.compile(r"\d+ of \d+ articles match"))).to_be_visible()
    settled(page)
    photograph(page, "filtered-by-click")
    page.get_by_role("button", name="Show all").click()
    expect(rows(page)).to_have_count(everything)
    assert "topic=" not in page.url


def test_a_chart_never_marks_what_the_filters_do_not_say(page, address):
    expect = expecting()
    page.goto(f"{address}/?edition=sample")
    expect(rows(page).nth(1)).to_be_visible()
    settled(page)
    page.wait_for_timeout(1000)
    everything = rows(page).count()
    for number in range(2):
        page.locator(f".st-key-mix_{number} [data-testid=stVegaLiteChart]").click(position={"x": 250, "y": 115})
        page.wait_for_url(re.compile("topic="))
        expect(rows(page)).not_to_have_count(everything)
        settled(page)
        expect(page.locator(f".st-key-mix_{number}")).to_be_visible()
        if number:
            page.get_by_role("button", name="Show all").click()
        else:
            page.go_back()  # topic and paper came into the address one after the other: two steps
            expect(page.locator(f".st-key-mix_{number + 1}")).to_be_visible()
            settled(page)
            page.go_back()
        expect(rows(page)).to_have_count(everything)
        expect(page.locator(f".st-key-mix_{number + 1}")).to_be_visible()
        settled(page)
        page.wait_for_timeout(1000)
    photograph(page, "nothing-marked")


def test_a_copied_link_opens_the_same_view(opened, address):
    expect = expecting()
    page, other = opened(), opened()
    page.goto(f"{address}/?edition=sample")
    settled(page)
    page.get_by_role("radio", name="Sport").or_(page.get_by_role("button", name="Sport", exact=True)).first.click()
    page.wait_for_url(re.compile("topic=Sport"))
    page.get_by_role("radio", name="By article").click()
    page.wait_for_url(re.compile("rows=By"))
    settled(page)
    other.goto(page.url)
    expect(other.get_by_text("This is the sample edition")).to_be_visible()
    expect(rows(other).nth(1)).to_contain_text("Sport")
    expect(other.get_by_role("radio", name="By article")).to_be_checked()
    assert rows(other).nth(1).get_by_role("link").first.get_attribute("href").startswith("https://")


def test_back_and_forward_and_no_choice_is_lost(page, address):
    expect = expecting()
    page.goto(f"{address}/?edition=sample&topic=Sport")
    expect(rows(page).nth(1)).to_contain_text("Sport")
    settled(page)
    page.get_by_role("link", name="Compare").first.click()
    page.get_by_role("tab", name="Words").click()
    page.wait_for_url(re.compile("tab=Words"))
    settled(page)
    page.get_by_role("link", name="Front pages").first.click()
    expect(rows(page).nth(1)).to_contain_text("Sport")
    assert "topic=Sport" in page.url
    settled(page)
    # Streamlit writes the new query into the history before the new page: that step is an entry of its own.
    page.go_back()
    expect(page.get_by_role("heading", name="Compare")).to_be_visible()
    settled(page)
    page.go_back()
    page.wait_for_url(re.compile("tab=Words"))
    expect(page.get_by_role("tab", name="Words", selected=True)).to_be_visible()
    settled(page)
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Broadsheet")).to_be_visible()
    settled(page)
    page.go_forward()
    settled(page)
    page.go_forward()
    expect(page.get_by_role("heading", name="Compare")).to_be_visible()


def test_a_link_into_the_app_may_be_the_first_thing_a_server_answers(opened, tmp_path):
    expect = expecting()
    with running(tmp_path) as fresh:
        page = opened()
        page.goto(f"{fresh}/compare?edition=sample")
        expect(page.get_by_role("heading", name="Compare")).to_be_visible()
        expect(page.get_by_text("This is the sample edition")).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("Front pages")).first).to_be_visible()
        page.get_by_role("tab", name="Same story").click()
        page.get_by_role("link", name=re.compile("Trends")).first.click()
        expect(page.get_by_role("heading", name="Trends")).to_be_visible()


def test_leaving_while_the_model_loads_loses_nothing(opened, tmp_path):
    expect = expecting()
    with running(tmp_path) as fresh:
        page = opened()
        page.goto(fresh)
        settled(page)
        page.get_by_role("button", name="Show the sample edition").click()
        # Streamlit makes one run of two clicks that come before it begins, and forgets the first one's callback.
        page.wait_for_function(
            "() => document.querySelector('[data-test-script-state]')?.dataset.testScriptState === 'running' "
            "|| document.body.innerText.includes('This is the sample edition')"
        )
        page.get_by_role("link", name="Compare").first.click()
        expect(page.get_by_role("tab", name="Words")).to_be_visible()


def test_compare_and_take_it_away(page, address):
    expect = expecting()
    page.goto(f"{address}/compare?edition=sample")
    expect(page.get_by_text("No topic differs clearly")).to_be_visible()
    settled(page)
    photograph(page, "compare")
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download report").click()
    report = caught.value.path().read_text(encoding="utf-8")
    assert report.count("<svg") >= 3
    assert "Not enough articles to tell:" in report  # and counts, in the place of charts of differences
    assert "the-harbour-post.example" in report
    page.get_by_role("tab", name="Topics").click()
    page.get_by_text("Table and downloads").first.click()
    settled(page)  # a file that is made on a click belongs to one run of the page
    for name, begins in (("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("CSV", b"\xef\xbb\xbfpaper"), ("XLSX", b"PK")):
        with page.expect_download() as caught:
            page.get_by_role("button", name=name, exact=True).first.click()
        assert caught.value.path().read_bytes().startswith(begins)
        assert caught.value.suggested_filename.endswith(name.lower())
    for tab in ("Blind spots", "Words", "Same story", "Similarity"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab, selected=True)).to_be_visible()
        settled(page)
        photograph(page, f"compare-{tab.lower().replace(' ', '-')}")


def test_paste_link_and_table(page, address, tmp_path):
    expect = expecting()
    page.get_by_role("link", name="Classify").first.click()
    page.get_by_role("textbox", name="Article").fill(
        "The striker scored twice as Rovers won the cup final after extra time. The goalkeeper saved a penalty and "
        "the manager praised the defence after the match. Fans of the club sang in the stadium long after the whistle."
    )
    page.get_by_role("button", name="Classify").click()
    expect(page.get_by_role("heading", name="Sport, ")).to_be_visible()
    settled(page)
    photograph(page, "classify")
    page.get_by_text("A link to this result").click()
    shared = page.locator("code", has_text="text=The%20striker").first
    expect(shared).to_be_visible()
    page.goto(shared.inner_text())
    expect(page.get_by_role("heading", name="Sport, ")).to_be_visible()

    page.get_by_role("radio", name="Link").click()
    page.get_by_role("textbox", name="Link to an article").fill("http://10.0.0.1/")
    page.get_by_role("button", name="Read and classify").click()
    expect(page.get_by_text("private")).to_be_visible()

    page.get_by_role("radio", name="Spreadsheet").click()
    table = tmp_path / "some.csv"
    table.write_text("title,text\nRovers win,The striker scored twice in the match\n=1+1,Profits fell\n" * 200)
    page.locator("input[type=file]").set_input_files(table)
    expect(page.get_by_text("from some.csv classified")).to_be_visible()
    settled(page)
    photograph(page, "classify-table")
    with page.expect_download() as caught:
        page.get_by_role("button", name="XLSX", exact=True).first.click()
    sheet = load_workbook(io.BytesIO(caught.value.path().read_bytes())).active
    assert [cell.value for cell in sheet[1]][:3] == ["title", "text", "topic"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (390, "dark"), (1280, "dark")])
def test_phone_and_dark(opened, address, width, theme):
    expect = expecting()
    page = opened(width, theme)
    page.goto(f"{address}/?edition=sample")
    expect(rows(page).nth(1)).to_be_visible()
    settled(page)
    background = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert background == ("rgb(21, 23, 26)" if theme == "dark" else "rgb(253, 252, 249)")
    photograph(page, f"front-{width}-{theme}")
    rows(page).nth(1).scroll_into_view_if_needed()
    photograph(page, f"articles-{width}-{theme}")


def test_everything_by_keyboard(page, address):
    """From the address bar to a filtered table without a mouse."""
    expect = expecting()
    settled(page)

    def tab_to(name, most=60):
        for _ in range(most):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "() => { const e = document.activeElement;"
                " const said = `${e.getAttribute('aria-label')} ${e.innerText}`;"
                " return said.length > 300 ? '' : said }"  # the page itself can have the focus, and holds every word
            )
            if name in focused:
                return
        raise AssertionError(f"{name} cannot be reached with the Tab key")

    label = page.get_by_text("This is the sample edition")
    for _ in range(3):  # a key that is pressed while the server is busy with its first page can be lost
        tab_to("Show the sample edition")
        page.keyboard.press("Enter")
        try:
            label.wait_for(timeout=20_000)
            break
        except Exception:
            page.evaluate("document.activeElement.blur()")
    expect(label).to_be_visible()
    settled(page)
    tab_to("Politics")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("topic=Politics"))
    settled(page)
    tab_to("Reading log", most=150)  # below the articles and their links
    page.keyboard.press("Enter")
    expect(page.get_by_role("table").nth(1)).to_contain_text("The Evening Signal")
    page.goto(f"{address}/compare?edition=sample")
    settled(page)
    page.get_by_role("tab", name="Topics").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Your own topic", selected=True)).to_be_visible()
