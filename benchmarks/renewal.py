"""A model that renews itself, tried on a year: the fed articles of 2021 archived month by month as if live.

It begins with the model of 2004. Each month's articles are first predicted by
the model in use (that is its live accuracy, against the publishers' own
sections), then archived. At the end of a month a challenger is trained on
bbc-2004 and the section-labelled articles of the archive, by the recipe of
the current model without its word vectors; it replaces the model in use if,
trained without that month, it is right more often on it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from benchmarks.data import CORPORA, ROOT
from core import palette
from core.archive import Archive, ModelVersion
from core.archive.exchange.imports import article_from
from core.archive.writing.ids import paper_ids
from core.archive.writing.writer import Writer
from core.charts.style import title
from core.intervals import wilson
from core.serving.model_versions import version_of
from core.topics.manifest import ModelEntry
from core.topics.model import TopicModel, load_model
from core.topics.names import BBC_2004
from core.topics.taxonomy import CORE_NAMES
from core.training.data.corpora import Row, read_corpus
from core.training.data.from_archive import SECTIONS, to_row
from core.training.recipes.news_2022 import Recipe2022, fit_2022
from core.types import Newspaper

CHART = ROOT / "docs" / "images" / "renewal.svg"
OLD = "Model of 2004, never renewed"
RENEWED = "Renewed every month"
SEED = 8


@dataclass(frozen=True, slots=True)
class Month:
    """One month: articles with a section that says one of five topics, and how many each model got right.

    `learnt_from` counts the archived articles that the model in use was trained on.
    """

    month: str
    n: int
    old: int
    renewed: int
    version: str
    promoted: bool
    learnt_from: int


def run(out: Path) -> list[Month]:
    """Renew the model through the whole year; archives in `out`."""
    first = load_model(BBC_2004, ROOT / "artifacts")
    base = [row for row in read_corpus(CORPORA / "bbc-2004.jsonl.gz").rows if row.topic in CORE_NAMES]
    archive = Archive.at(f"sqlite:///{out / 'renewal.sqlite'}")
    champion, number, learnt, record = first, 0, 0, list[Month]()
    stop_words = list(first.pipeline["clean"].stop_words)
    for month, rows in months().items():
        old = right(first, rows)
        renewed = old if champion is first else right(champion, rows)
        taught = lessons(archive)
        archive_month(archive, rows, champion)
        challenger = train([*base, *taught], stop_words, number + 1) if taught or champion is first else None
        promoted = challenger is not None and right(challenger, rows) > renewed
        record.append(Month(month, len(rows), old, renewed, _name(number), promoted, learnt))
        if promoted:
            number += 1
            taught = lessons(archive)
            champion, learnt = train([*base, *taught], stop_words, number), len(taught)
    check(archive, record)
    archive.close()
    return record


def months() -> dict[str, list[Row]]:
    """Return the fed articles with one of the core topics, by month."""
    by_month: dict[str, list[Row]] = defaultdict(list)
    for row in read_corpus(CORPORA / "feeds-2021.jsonl.gz").rows:
        if row.topic in CORE_NAMES:
            by_month[row.date[:7]].append(row)
    return dict(sorted(by_month.items()))


def right(model: TopicModel, rows: Sequence[Row]) -> int:
    """How many articles the model puts where their publisher put them."""
    predictions = model.predict([(row.title, row.text) for row in rows])
    return sum(p.best == row.topic for p, row in zip(predictions, rows, strict=True))


def archive_month(archive: Archive, rows: Sequence[Row], model: TopicModel) -> None:
    """Keep a month as if it had been read, with what the model in use says."""
    predictions = model.predict([(row.title, row.text) for row in rows])
    items = [
        replace(article_from(row.to_dict(), "lead"), prediction=prediction)
        for row, prediction in zip(rows, predictions, strict=True)
    ]
    papers = [Newspaper(name, name, "gb", "en", "") for name in sorted({row.publisher for row in rows})]
    with archive.database.writing() as connection:
        writer = Writer(connection)
        writer.add(items, paper_ids(connection, papers), version(model))
        writer.finish()


def version(model: TopicModel) -> ModelVersion:
    """Which version speaks."""
    return version_of(model.entry)


def lessons(archive: Archive) -> list[Row]:
    """Return what the archive teaches, as rows to train on."""
    return [to_row(SECTIONS, lesson) for lesson in archive.section_lessons()]


def train(rows: Sequence[Row], stop_words: Sequence[str], number: int) -> TopicModel:
    """Train a challenger on the core topics."""
    recipe = Recipe2022(labels=CORE_NAMES, meaning_weight=0.0)
    pipeline = fit_2022(rows, recipe, stop_words, SEED)
    entry = ModelEntry(
        name=_name(number),
        file="none.joblib",
        sha256=f"{number:064d}",
        bytes=0,
        sklearn="",
        python="",
        labels=CORE_NAMES,
        thresholds=dict.fromkeys(CORE_NAMES, 0.5),
    )
    return TopicModel(entry, pipeline)


def _name(number: int) -> str:
    return BBC_2004 if number == 0 else f"renewed-{number}"


def check(archive: Archive, months: Sequence[Month]) -> None:
    """Check that the archive's own live record says the same as the counts made here."""
    agreements = sum(count.agreed for count in archive.live_counts(()))
    if agreements != sum(month.renewed for month in months):
        raise SystemExit(f"The archive counts {agreements} agreements, not {sum(month.renewed for month in months)}.")


def table(months: Sequence[Month]) -> str:
    """Return the year as a table in Markdown, with 95% intervals."""
    lines = [
        "| month | n | model of 2004 | renewed every month | model in use | learnt from |",
        "|---|---|---|---|---|---|",
    ]
    for month in months:
        lines.append(
            f"| {month.month} | {month.n:,} | {_share(month.old, month.n)} | {_share(month.renewed, month.n)} | "
            f"{month.version} | {month.learnt_from:,} |"
        )
    n = sum(month.n for month in months)
    old, renewed = sum(month.old for month in months), sum(month.renewed for month in months)
    return "\n".join([*lines, f"| all | {n:,} | {_share(old, n)} | {_share(renewed, n)} | | |"])


def _share(right_ones: int, n: int) -> str:
    low, high = wilson(right_ones, n)
    return f"{right_ones / n:.3f} ({low:.3f} to {high:.3f})"


def chart(months: Sequence[Month]) -> Any:
    """Accuracy month by month with its interval, the model of 2004 beside the renewed one."""
    rows = []
    for month in months:
        for name, count in ((OLD, month.old), (RENEWED, month.renewed)):
            low, high = wilson(count, month.n)
            day = date.fromisoformat(f"{month.month}-01").isoformat()
            rows.append({"month": day, "model": name, "share": count / month.n, "low": low, "high": high})
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("yearmonth(month):O", title=None, axis=alt.Axis(format="%b", labelAngle=0)),
        color=alt.Color(
            "model:N",
            scale=alt.Scale(range=[palette.MUTED, palette.ACCENT]),
            legend=alt.Legend(title=None, orient="bottom"),
        ),
    )
    axis = alt.Y("low:Q", title="Right, of five topics", axis=alt.Axis(format="%"), scale=alt.Scale(zero=False))
    n = sum(month.n for month in months)
    return (base.mark_rule().encode(y=axis, y2="high:Q") + base.mark_line(point=True).encode(y="share:Q")).properties(
        width=620,
        height=300,
        title=title("The next month's articles", f"n = {n:,} fed articles of 2021; bars: 95% interval"),
    )


def main() -> None:
    """Run the year, print the table, write the chart."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.renewal", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--chart", type=Path, default=CHART, help="where the chart goes (SVG)")
    args = parser.parse_args()
    if not CORPORA.is_dir():
        raise SystemExit(f"The corpora are needed at {CORPORA}.")
    with tempfile.TemporaryDirectory(prefix="broadsheet-renewal-") as folder:
        months = run(Path(folder))
    if args.json:
        print(json.dumps([{name: getattr(month, name) for name in Month.__slots__} for month in months]))
    else:
        print(table(months))
    args.chart.parent.mkdir(parents=True, exist_ok=True)
    chart(months).save(args.chart)


if __name__ == "__main__":
    main()
