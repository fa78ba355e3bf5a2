import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.archive import Archive, ArticleQuery, Correction, Drawn, ReviewLabel, ReviewQuery
from core.archive.exchange.imports import IMPORTS
from core.archive.exchange.tables import COLUMN_TYPES, TABLES
from core.errors import InputError, UsageError
from core.files.formats import EXCHANGE, FORMATS, read_rows
from core.files.table import mapping_table
from core.types import Article, ReadArticle, Reason, Status
from tests.archive.examples import HILL, MODEL, NEXT, NOW, edition, item, predicted

TAKEN_BACK = ReviewLabel("https://bay.example/1", None)


@pytest.fixture
def filled(archive):
    """Every table has rows: two models, a version, a failed paper."""
    dead = ReadArticle(Article("hill", None, status=Status.FAILED, error=Reason.UNREACHABLE))
    formula = item(2, "health", HILL, title='=HYPERLINK("x")', section="Wellness", section_topic="health")
    first = edition(item(1), formula, dead)
    papers = tuple(replace(paper, from_feed=2) for paper in first.report.papers)
    archive.save(replace(first, report=replace(first.report, papers=papers)), MODEL)
    again = ReadArticle(replace(item(1).article, text="Changed text."), predicted("world"))
    archive.save(edition(again, item(3, "tech", other=True), read_at=NOW + timedelta(days=1)), NEXT)
    correction = Correction("tech", "sport", 0.8, NEXT, url="https://bay.example/1", title="A title")
    archive.send_correction(correction, "visitor", NOW)
    kept = {"name": "Bay", "id": "own-bay-1", "home": "https://bay.example/"}
    archive.change_paper_sets(lambda before: {"": [kept], "Früh": ["bay", "own-bay-1"]})
    for query in (ReviewQuery(NEXT, NOW.date(), NOW.date()), ReviewQuery(MODEL)):
        whole = [Drawn(1, "1", 2, 1)]
        queue = archive.reviews.draw(query, 2**40, lambda found, whole=whole: whole)
        for label in (ReviewLabel("https://bay.example/1", "sport", ("sport", "tech")), TAKEN_BACK):
            archive.reviews.label(queue, [label], "visitor", NOW)
    return archive


def rows(archive, name):
    return list(archive.export_rows(name))


@pytest.mark.parametrize("how", EXCHANGE)
def test_every_table_comes_back_from_every_format(filled, how, tmp_path):
    other = Archive.at("sqlite://")
    for name, table in TABLES.items():
        with (tmp_path / f"{name}.{how}").open("wb") as out:
            exported = mapping_table(filled.export_rows(name), table.columns, COLUMN_TYPES)
            count = FORMATS[how].write(exported, out)
        assert count == len(rows(filled, name))
    for _ in range(2):  # what is there already is not doubled
        for name in IMPORTS:
            other.import_rows(name, read_rows(tmp_path / f"{name}.{how}", COLUMN_TYPES))
    for name in TABLES:
        key = lambda row: json.dumps(row, default=str, sort_keys=True)  # noqa: E731
        assert sorted(rows(other, name), key=key) == sorted(rows(filled, name), key=key), name
    assert {a.url for a in other.articles(ArticleQuery()).articles} == {
        f"https://{name}.example/{n}" for name, n in (("bay", 1), ("hill", 2), ("bay", 3))
    }
    assert other.search("changed").total == 1
    other.close()


def test_an_export_names_source_and_model_version(filled):
    [row] = [row for row in rows(filled, "articles") if row["url"] == "https://bay.example/1"]
    assert (row["newspaper"], row["paper"], row["model"], row["sha256"]) == ("bay", "The Bay", "current", "b" * 64)
    assert row["topics"]["world"] == pytest.approx(0.8)
    assert {row["sha256"][0] for row in rows(filled, "predictions")} == {"a", "b"}
    with pytest.raises(UsageError, match="articles"):
        rows(filled, "nonsense")


def test_articles_from_the_feed_are_counted_apart_and_a_former_export_has_none(filled):
    reports = rows(filled, "reports")
    assert sorted(row["from_feed"] for row in reports) == [0, 0, 2, 2]
    other = Archive.at("sqlite://")
    other.import_rows("editions", rows(filled, "editions"))
    other.import_rows("reports", [{name: cell for name, cell in row.items() if name != "from_feed"} for row in reports])
    assert {row["from_feed"] for row in rows(other, "reports")} == {0}
    other.close()


def test_no_cell_of_a_csv_is_a_formula(filled):
    out = io.BytesIO()
    FORMATS["csv"].write(mapping_table(filled.export_rows("articles"), TABLES["articles"].columns), out)
    cells = [cell for row in csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"))) for cell in row]
    assert '\'=HYPERLINK("x")' in cells
    assert not any(cell.lstrip(" ").startswith(("=", "+", "@")) for cell in cells)


def test_a_corpus_and_the_lines_of_read_can_be_imported(archive):
    corpus = [
        {
            "id": "https://x.example/a",
            "publisher": "BBC",
            "date": "2021-03-04",
            "title": "A",
            "text": "Some words.",
            "section": "business",
            "topic": "business",
        },
        {"id": "7", "publisher": "BBC", "date": "2021-03-05", "title": "B", "text": "", "section": "uk", "topic": None},
    ]
    assert archive.import_rows("articles", corpus).new == 2
    assert {row["section_topic"] for row in rows(archive, "articles")} == {"business", None}
    line = {
        "newspaper": "bay",
        "url": "https://bay.example/9",
        "title": "Nine",
        "published": "2026-01-02T03:04:05+00:00",
        "section": None,
        "words": 120,
        "topic": "sport",
        "best": "sport",
        "confidence": 0.9,
        "topics": {"sport": 0.9, "tech": 0.1},
        "status": "ok",
        "error": None,
    }
    assert archive.import_rows("articles", [line]).new == 1
    [found] = archive.articles(ArticleQuery()).articles
    assert (found.title, found.topic, found.words) == ("Nine", "sport", 120)


@pytest.mark.parametrize(
    "row",
    [{}, {"url": "https://x.example/"}, {"newspaper": "bay"}, {"newspaper": "b", "url": "u", "published": "soon"}],
)
def test_a_row_that_lacks_something_is_said(archive, row):
    with pytest.raises(InputError):
        archive.import_rows("articles", [row])


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("versions", {"url": "https://bay.example/1", "seen_at": "2026-01-01"}, "lacks 'number'"),
        (
            "editions",
            {"uid": "a", "seconds": "long", "read_at": "2026-01-01"},
            "'seconds' of a row is no number: 'long'",
        ),
        ("editions", {"uid": "a"}, "lacks 'read_at'"),
        ("live", {"newspaper": "bay", "best": "sport", "n": 1}, "lacks 'day'"),
        ("articles", {"url": "u", "newspaper": "bay", "hash": "xyz"}, "no hexadecimal number"),
    ],
)
def test_a_cell_that_lacks_or_is_of_another_kind_is_named(filled, table, row, words):
    with pytest.raises(InputError, match=words):
        filled.import_rows(table, [row])


def test_a_column_of_one_name_holds_the_same_in_every_table():
    columns = {(field.name, field.kind.type) for table in TABLES.values() for field in table.fields}
    assert len(dict(columns)) == len(columns)
    assert {name: kind for name, kind in columns if kind is not str} == COLUMN_TYPES


@pytest.mark.parametrize("name", ["x.txt", "no.jsonl", "bad.jsonl", "bad.parquet", "bad.csv"])
def test_a_file_that_cannot_be_read_is_said(tmp_path, name):
    for bad in ("bad.jsonl", "bad.parquet"):
        (tmp_path / bad).write_text("{broken")
    (tmp_path / "bad.csv").write_text("a,b\n1\n")
    with pytest.raises(InputError):
        list(read_rows(tmp_path / name))


@settings(max_examples=50)
@given(st.lists(st.fixed_dictionaries({"title": st.text(), "words": st.none() | st.integers(0, 9)}), max_size=4))
def test_jsonl_and_parquet_give_back_exactly_what_went_in(tmp_path_factory, given_rows):
    given_rows = [{**row, "title": row["title"].encode("utf-8", "replace").decode()} for row in given_rows]
    folder = tmp_path_factory.mktemp("tables")
    for how in ("jsonl", "parquet"):
        path = folder / f"t.{how}"
        with path.open("wb") as out:
            FORMATS[how].write(mapping_table(given_rows, ("title", "words"), COLUMN_TYPES), out)
        assert list(read_rows(path, COLUMN_TYPES)) == given_rows


def test_counts_agree_with_lists_after_an_import(filled):
    other = Archive.at("sqlite://")
    other.import_rows("articles", filled.export_rows("articles"))
    assert other.daily_counts(ArticleQuery(), by_paper=True) == filled.daily_counts(ArticleQuery(), by_paper=True)
    other.close()


def test_the_models_record_outlives_the_articles_and_comes_back_once(filled):
    filled.forget(keep_days=1, now=NOW + timedelta(days=30))
    record = rows(filled, "live")
    assert sum(row["n"] for row in record) == 3  # by the model that was first to read each
    assert {row["model"] for row in record} == {"current"}
    other = Archive.at("sqlite://")
    other.save(edition(item(1)), MODEL)  # is in the record already
    for _ in range(2):
        other.import_rows("live", record)
    assert rows(other, "live") == record
    other.close()
