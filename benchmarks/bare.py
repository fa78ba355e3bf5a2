"""A bare Streamlit app that has as many elements of each kind as Broadsheet, page by page and part by part.

What Broadsheet draws is counted by the messages of real runs (`Visitor.parts`
of `benchmarks.load`). The bare app draws the same numbers with constant
content, in as many containers and in fragments of their own where ours are,
and its visitors act in the same way: they switch the number of topics, which
draws everything anew, and go from page to page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

Part = dict[str, int]
"""Elements of a part of a page that runs by itself, by Streamlit's name of their kind."""
Plan = dict[str, list[Part]]
"""For each page its parts; the first is what belongs to none."""

CONTAINER = "container"
"""What blocks of all kinds are counted as: containers, columns, tabs, expanders, popovers, forms."""
SWITCH = "switch"
"""In a part: the switch of the number of topics."""
NOTHING = ("empty",)
"""Kinds that show nothing."""

SCRIPT = """
import altair as alt, pandas as pd, streamlit as st

PLAN = {plan!r}
WORDS = ["One", "Two", "Three", "Four", "Five", "Six"]
DRAW = {{
    "alert": lambda at, key: at.info("Some words"),
    "bidi_component": lambda at, key: at.html("<p></p>"),
    "button": lambda at, key: at.button("Press", key=key),
    "button_group": lambda at, key: at.segmented_control("Choose", WORDS[:2], key=key),
    "checkbox": lambda at, key: at.checkbox("Tick", key=key),
    "date_input": lambda at, key: at.date_input("Day", key=key),
    "download_button": lambda at, key: at.download_button("Download", "Some words", key=key),
    "file_uploader": lambda at, key: at.file_uploader("File", key=key),
    "heading": lambda at, key: at.header("A heading"),
    "html": lambda at, key: at.html("<style></style>"),
    "markdown": lambda at, key: at.markdown(f"Some words, number {{key}}"),
    "menu_button": lambda at, key: at.menu_button("Menu", WORDS, key=key),
    "multiselect": lambda at, key: at.multiselect("Choose", WORDS, key=key),
    "page_link": lambda at, key: at.page_link(PAGES[0], label="A page"),
    "pagination": lambda at, key: at.pagination(3, key=key),
    "selectbox": lambda at, key: at.selectbox("Choose", WORDS, key=key),
    "slider": lambda at, key: at.slider("How many", 1, 9, key=key),
    "table": lambda at, key: at.table(pd.DataFrame(
        {{name: [f"{{name}} {{row}} [linked](https://a.example/{{row}})" for row in range({rows})]
          for name in ("Article", "Topic", "Also in", "Menu")}})),
    "text_area": lambda at, key: at.text_area("Text", key=key),
    "text_input": lambda at, key: at.text_input("Words", key=key),
    "vega_lite_chart": lambda at, key: at.altair_chart(alt.Chart(frame()).mark_bar().encode(
        x="count:Q", y="paper:N", color="topic:N"), key=key),
}}


def frame():
    more = st.session_state.get("topics") == "Two"
    return pd.DataFrame([{{"paper": f"Paper {{p}}", "topic": f"Topic {{t}}", "count": p + t + more}}
                         for p in range(6) for t in range(6)])


def switch():
    return st.segmented_control("Topics", ["One", "Two"], default="One", required=True, key="topics",
                                bind="query-params")


def draw(counts, name):
    counts = dict(counts)
    places = [st.container() for _ in range(counts.pop("{container}", 0))] or [st]
    number = 0
    for kind, many in counts.items():
        for _ in range(many):
            DRAW.get(kind, DRAW["markdown"])(places[number % len(places)], f"{{name}}-{{number}}")
            number += 1


@st.fragment
def part(counts, name, topics):
    counts = dict(counts)
    if counts.pop("{switch}", 0) and switch() != topics:
        st.rerun()
    draw(counts, name)


def page(title):
    st.title(title)
    topics = st.session_state.get("topics", st.query_params.get("topics", "One"))
    own, *parts = PLAN.get(title, [{{}}])
    own = dict(own)
    if own.pop("{switch}", 0):
        switch()
    draw(own, title)
    for number, counts in enumerate(parts):
        part(counts, f"{{title}}-{{number}}", topics)


st.set_page_config(layout="wide")
TITLES = {titles!r}
PAGES = [st.Page(lambda title=title: page(title), title=title, url_path=title.lower().replace(" ", "-"),
                 default=title == TITLES[0]) for title in TITLES]
st.navigation(PAGES, position="hidden").run()
"""


def parts_of(kinds: Mapping[tuple[str, str], int], switch: str) -> list[Part]:
    """Return the parts of a page, from how many elements of each kind each of them sent.

    Parameters
    ----------
    kinds : mapping
        Numbers by fragment ("" for what belongs to none) and kind; blocks count as `CONTAINER`.
    switch : str
        The fragment that the switch of the number of topics is in.
    """
    parts: dict[str, Counter[str]] = {"": Counter()}
    for (fragment, kind), number in kinds.items():
        if kind not in NOTHING:
            parts.setdefault(fragment, Counter())[kind] += number
    own = parts.setdefault(switch, Counter())
    own["button_group"] -= 1
    own[SWITCH] = 1
    parts[""]["heading"] = max(0, parts[""]["heading"] - 1)  # the title of the page
    return [{kind: number for kind, number in counts.items() if number} for counts in parts.values()]


def write(script: Path, plan: Plan, titles: Iterable[str], rows: int) -> None:
    """Write the bare app; its tables have so many rows."""
    filled = SCRIPT.format(plan=plan, titles=list(titles), rows=rows, container=CONTAINER, switch=SWITCH)
    script.write_text(filled, encoding="utf-8")


def in_words(plan: Plan) -> dict[str, str]:
    """Say for each page how many elements it has: charts, tables, containers, and all others."""
    said = {}
    for page, parts in plan.items():
        counts: Counter[str] = sum((Counter(part) for part in parts), Counter())
        named = {"charts": counts.pop("vega_lite_chart", 0), "tables": counts.pop("table", 0)}
        named["containers"] = counts.pop(CONTAINER, 0)
        words = [f"{name} {number}" for name, number in named.items() if number]
        said[page] = ", ".join([*words, f"others {sum(counts.values())}"])
    return said
