"""The gate: extraction on the saved real pages must not become worse than what was promised."""

import json
import warnings

import pytest

from benchmarks import extraction
from benchmarks.extraction import PAGES, readability_pages, score_pages, shingle_f1, summary, token_f1
from core.reading.article.page import read_page
from core.reading.article.title import title_of
from core.topics.taxonomy import ALL_NAMES
from tests.support.models import SHIPPED
from tests.support.servers import article_html

here = pytest.mark.skipif(
    not (PAGES / "expected.jsonl").exists(), reason="the real pages (../shared/pages) are missing"
)


@here
def test_the_real_pages_are_read_as_well_as_promised():
    warnings.simplefilter("ignore")
    scores = score_pages(PAGES, SHIPPED.get("current"))
    result = summary(scores)
    assert result["pages"] == 37
    assert result["ours"] >= 0.95
    assert result["ours"] > max(result["newspaper3k"], result["trafilatura"])
    assert result["worst_of_better"] >= 0.9
    assert result["titles"] >= 0.95
    assert result["days"] >= 0.9
    assert result["sections"] >= 0.8
    assert result["best_right"] >= 25
    assert result["section_right"] >= 0.9 * result["section_pages"]
    extraction.print_table(scores)
    extraction.print_summary(result)


@here
def test_every_real_page_has_its_topics():
    labelled = extraction.tomllib.loads(extraction.TOPICS.read_text(encoding="utf-8"))
    pages = [json.loads(line)["page"] for line in (PAGES / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(labelled) == sorted(pages)
    assert all(set(topics) <= {*ALL_NAMES, "other"} and topics for topics in labelled.values())


def test_the_measures_are_what_they_say():
    assert token_f1("the cat sat", "The cat, sat!") == 1.0
    assert token_f1("the the cat", "the cat dog") == pytest.approx(2 / 3)
    assert token_f1("", "words") == 0.0
    assert shingle_f1([("a b c d e", "a b c d e")]) == 1.0
    assert shingle_f1([("a b c d e", "a b c d")]) == pytest.approx(2 * 0.5 / 1.5)
    assert shingle_f1([("x", "a b c d")]) == 0.0


def test_the_public_benchmark_is_measured_from_a_checkout(tmp_path):
    import gzip

    (tmp_path / "html").mkdir()
    html = article_html("A bridge")
    (tmp_path / "html" / "k.html.gz").write_bytes(gzip.compress(html.encode()))
    expected = extraction.by_trafilatura(html, "https://a.example/")
    truth = {"k": {"url": "https://a.example/b", "articleBody": expected}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    result = extraction.public_benchmark(tmp_path)
    assert result["pages"] == 1
    assert result["ours"] > 0.9


@pytest.mark.parametrize(
    ("headline", "shared", "expected"),
    [
        ("Vote LIVE: Council splits over bridge", "Council votes on bridge", "Council votes on bridge"),
        ("Council votes on bridge", "Bridge!", "Council votes on bridge"),
        ("Lives: three portraits", "Portraits", "Lives: three portraits"),
        ("Vote LIVE: Council splits", "Vote LIVE: the news", "Vote LIVE: Council splits"),
        ("Band to play live - and for free", "Band to play", "Band to play live - and for free"),
    ],
)
def test_a_live_pages_title_is_that_of_the_story(headline, shared, expected):
    data = json.dumps({"@type": "NewsArticle", "headline": headline})
    head = f'<script type="application/ld+json">{data}</script><meta property="og:title" content="{shared}">'
    assert title_of(read_page(f"<html><head>{head}</head><body></body></html>", "https://a.example/b")) == expected


def test_pages_of_readabilitys_tests_can_be_measured(tmp_path):
    text = ["The ferry returns to the valley after ten years, and the first boat leaves on Monday morning."] * 9
    page = tmp_path / "ars-1"
    page.mkdir()
    article = "".join(f"<p>{n} {line}</p>" for n, line in enumerate(text))
    (page / "source.html").write_text(f"<title>Ferry returns</title><article><h1>Ferry returns</h1>{article}</article>")
    (page / "expected.html").write_text(f"<div>{article}</div>")
    (page / "expected-metadata.json").write_text('{"title": "Ferry returns"}')
    [score] = readability_pages(tmp_path)
    assert score.ours > 0.95
    assert score.title
    with pytest.raises(SystemExit, match="holds no page"):
        readability_pages(tmp_path / "ars-1")
