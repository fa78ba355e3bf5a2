"""Take the pictures that answer ten questions, and write their page: `python -m scripts.reading_questions`.

Each answer is read from the words within its picture, so that page and pictures cannot say different things.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from PIL import Image

from benchmarks.browser import IDLE, NO_CHROMIUM, app, chromium, opened_browser
from benchmarks.data import ROOT
from tests.support.made_up import ALIKE, ARTICLES, UNLIKE, made_up_papers
from tests.support.servers import catalogue

FOLDER = ROOT / "docs" / "reading-questions"
PAGE = ROOT / "docs" / "reading-questions.md"
COLOURS = 96
DESK = (1280, 800)
PHONE = (390, 844)
MAX_WAIT = 240_000
"""Milliseconds for a reading of all papers."""
WORDS = """
() => [...document.querySelectorAll(
    '[data-testid=stVegaLiteChart] svg text, h1, h2, h3, [data-testid=stAlertContainer] p')]
  .map(element => {
    const lines = [...element.querySelectorAll('tspan')].map(line => line.textContent);
    const box = element.getBoundingClientRect();
    return {
      text: (lines.length ? lines.join(' ') : element.textContent).trim(),
      left: box.left, top: box.top, right: box.right, bottom: box.bottom,
    };
  })
  .filter(word => word.text && word.left >= 0 && word.top >= 0
    && word.right <= innerWidth + 1 && word.bottom <= innerHeight)
"""
"""In the page: words of charts, headings and findings that lie in the window as a whole."""


@dataclass(frozen=True)
class Word:
    """Some words in a picture, and where they stand."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


Reading = Callable[[Sequence[Word]], str]


def sentence(pattern: str) -> Reading:
    """Read the sentence in which a pattern is."""

    def read(words: Sequence[Word]) -> str:
        return next((word.text for word in words if re.search(pattern, word.text)), "")

    return read


def largest_in(topic: str) -> Reading:
    """Read from the table which paper has the largest figure of a topic."""

    def read(words: Sequence[Word]) -> str:
        head = next(word for word in words if word.text == topic)
        cells = [
            word
            for word in words
            if re.fullmatch(r"\d+%?", word.text) and abs(word.middle[0] - head.middle[0]) < 20 and word.top > head.top
        ]
        everything = next(word for word in words if word.text == "All papers")
        own = [cell for cell in cells if cell.top > everything.bottom]
        most = max(own, key=lambda cell: int(cell.text.rstrip("%")))
        row = [word for word in words if abs(word.middle[1] - most.middle[1]) < 6]
        return f"{min(row, key=lambda word: word.left).text}: {most.text}"

    return read


def beside(name: str) -> Reading:
    """Read what stands in a paper's row."""

    def read(words: Sequence[Word]) -> str:
        head = next(word for word in words if word.text == name)
        row = [word for word in words if abs(word.middle[1] - head.middle[1]) < 6]
        return ": ".join(word.text for word in sorted(row, key=lambda word: word.left))

    return read


@dataclass(frozen=True)
class Question:
    """A question, the picture that answers it, how the answer is read, and what it has to hold."""

    name: str
    text: str
    edition: str
    query: Mapping[str, Any]
    read: Reading
    holds: str
    path: str = "/"
    size: tuple[int, int] = DESK
    theme: str = "light"


UNLIKE_PAIR = list(UNLIKE)[:2]
ALIKE_PAIR = list(ALIKE)[:2]
MINUS = {"measure": "Minus the others"}
QUESTIONS = (
    Question(
        "all-papers",
        "What do all papers together write most about?",
        "sample",
        {},
        sentence("^All papers together"),
        "most about business",
    ),
    Question(
        "most-tech",
        "Which paper has most articles on tech?",
        "sample",
        {},
        largest_in("Tech"),
        "The Ledger & Exchange: 4",
    ),
    Question(
        "not-read",
        "Which paper could not be read, and why?",
        "sample",
        {},
        beside("The Evening Signal"),
        "The Evening Signal: Could not be read: .*503",
        theme="dark",
    ),
    Question(
        "most-politics",
        "Which of twelve papers gives most to politics?",
        "unlike",
        {},
        largest_in("Politics"),
        r"The Westminster and .*: \d\d%",
    ),
    Question(
        "who-differs",
        "Which papers differ clearly from the others?",
        "unlike",
        MINUS,
        sentence("than the others"),
        "sport .*points more",
    ),
    Question(
        "two-papers",
        f"Do {' and '.join(UNLIKE_PAIR)} differ on sport?",
        "unlike",
        {"tab": "Topics", "compare": UNLIKE_PAIR},
        sentence("differs clearly"),
        r"sport \(−\d\d points",
        "/compare",
        theme="dark",
    ),
    Question(
        "nobody-differs",
        "Does any of six papers differ clearly from the others?",
        "alike",
        MINUS,
        sentence("differs clearly"),
        "No paper differs clearly from the others on any topic",
    ),
    Question(
        "furthest-apart",
        "On which topic are six papers furthest apart, and is that clear?",
        "alike",
        {"measure": "Intervals"},
        sentence("furthest apart"),
        "but no paper differs clearly",
        theme="dark",
    ),
    Question(
        "two-alike",
        f"Do {' and '.join(ALIKE_PAIR)} differ on any topic?",
        "alike",
        {"compare": ALIKE_PAIR},
        sentence("^No topic differs clearly"),
        "No topic differs clearly",
        "/compare",
        PHONE,
    ),
    Question(
        "all-papers-phone",
        "What do twelve papers together write most about?",
        "unlike",
        {},
        sentence("^All papers together"),
        "most about",
        size=PHONE,
        theme="dark",
    ),
)


@contextmanager
def editions(browser: Any, folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Serve the app and the made-up papers, and read them; give the app's address and the query of each edition."""
    with made_up_papers({**UNLIKE, **ALIKE}) as papers:
        listed = folder / "papers.toml"
        listed.write_text(catalogue(papers), encoding="utf-8")
        settings = {"BROADSHEET_CATALOGUE": str(listed), "BROADSHEET_ALLOW_LOOPBACK": "1"}
        with app(ROOT / "streamlit_app.py", folder, **settings) as ours:
            queries = {"sample": "edition=sample"}
            for name, mixes in (("unlike", UNLIKE), ("alike", ALIKE)):
                query = urlencode({"limit": ARTICLES, "papers": list(mixes)}, doseq=True)
                page = browser.new_page()
                page.goto(f"{ours.url}/?{query}")
                page.get_by_role("button", name="Read the papers").click(timeout=MAX_WAIT)
                page.get_by_role("button", name="Read again").wait_for(timeout=MAX_WAIT)
                page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for(timeout=MAX_WAIT)
                page.close()
                queries[name] = f"{query}&edition=live"
            yield ours.url, queries


def opened(browser: Any, url: str, queries: Mapping[str, str], question: Question) -> Any:
    """Open the page of a question as a new visitor; nothing on it is touched."""
    width, height = question.size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=question.theme)
    page = context.new_page()
    query = "&".join(part for part in (queries[question.edition], urlencode(question.query, doseq=True)) if part)
    page.goto(f"{url}{question.path}?{query}")
    page.locator("h3").first.wait_for(timeout=60_000)
    if question.name != "two-alike":
        page.locator("[data-testid=stVegaLiteChart] svg text").first.wait_for(timeout=60_000)
    page.wait_for_function(IDLE)
    page.wait_for_timeout(1500)  # charts draw themselves after they are there
    return page


def words_in(page: Any) -> list[Word]:
    """Return the words within the window."""
    return [Word(**word) for word in page.evaluate(WORDS)]


def main() -> None:
    """Take all pictures, and write the page."""
    executable = chromium()
    if executable is None:
        raise SystemExit(NO_CHROMIUM)
    FOLDER.mkdir(exist_ok=True)
    parts = [
        "# Ten questions that one look answers",
        "",
        "Each picture is a page as it opens, with no control touched, on a desktop and on a phone, light and dark.",
        "The answers were read from the words within the pictures; `tests/browser/test_reading.py` reads them again.",
        "The papers are made up: those of the sample edition, and others put together from its articles.",
        "`python -m scripts.reading_questions` takes the pictures and writes this page.",
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_browser(executable) as browser,
        editions(browser, Path(folder)) as (url, queries),
    ):
        for number, question in enumerate(QUESTIONS, 1):
            page = opened(browser, url, queries, question)
            answer = question.read(words_in(page))
            if not re.search(question.holds, answer):
                raise SystemExit(f"{question.text} {answer!r} does not answer it.")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{question.name}.png", optimize=True)
            page.context.close()
            parts += ["", f"## {number}. {question.text}", "", f"*{answer}*", ""]
            parts.append(f"![{question.text}](reading-questions/{question.name}.png)")
    PAGE.write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
