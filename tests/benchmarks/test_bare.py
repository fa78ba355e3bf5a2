"""The bare app that Broadsheet is measured against, on a real server: as many elements, and the same actions."""

import asyncio
from collections import Counter

from benchmarks import bare, load
from benchmarks.browser import app

FRONT = {
    ("", "heading"): 2,
    ("", bare.CONTAINER): 2,
    ("", "page_link"): 2,
    ("", "a kind that came later"): 1,
    ("mix", "vega_lite_chart"): 1,
    ("mix", "button_group"): 2,
    ("list", "table"): 1,
    ("list", "empty"): 4,
}
ELSEWHERE = {("", "heading"): 1, ("", "button_group"): 1, ("", "menu_button"): 3}
PAGES = (load.HOME, *load.ELSEWHERE)


def totals(kinds):
    counts = Counter()
    for (_, kind), number in kinds.items():
        counts[kind] += number
    return counts


def test_it_draws_what_was_counted_and_its_visitors_do_the_same(tmp_path):
    plan = {page: bare.parts_of(ELSEWHERE, "") for page in load.ELSEWHERE}
    plan[load.HOME] = bare.parts_of(FRONT, "mix")
    script = tmp_path / "bare.py"
    bare.write(script, plan, PAGES, rows=3)
    drawn, seconds, switched = {}, [], []

    async def talk(url):
        async with load.opened(url, "") as visitor:
            for page in PAGES:
                await visitor.go(page)
                drawn[page] = totals(visitor.parts)
            await visitor.go(load.HOME)
            switched.append(visitor.groups[load.TOPICS][2])
            for number in range(len(load.STEPS)):
                seconds.append(await load.act(visitor, number))
                switched.append("topics=Two" in visitor.query)

    with app(script, tmp_path) as server:
        asyncio.run(talk(server.url))
    front, other = drawn[load.HOME], drawn[load.ELSEWHERE[0]]
    assert (front["heading"], front["page_link"], front["vega_lite_chart"], front["table"]) == (2, 2, 1, 1)
    assert (front["button_group"], front["markdown"]) == (2, 1)
    assert 2 <= front[bare.CONTAINER] <= 4  # its parts may need some of their own
    assert other == {"heading": 1, "button_group": 1, "menu_button": 3}
    assert len(seconds) == len(load.STEPS)
    assert switched[0], "the switch is in a part of the page, as ours is"
    assert switched[1:3] == [True, True], "what was switched holds on the next page"


def test_its_elements_are_told_page_by_page():
    said = bare.in_words({"Front pages": bare.parts_of(FRONT, "mix")})
    assert said == {"Front pages": "charts 1, tables 1, containers 2, others 6"}
