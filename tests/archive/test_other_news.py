"""Other news and unsure in the archive: counted, listed, exported and imported apart, former exports too."""

from dataclasses import replace

import pytest

from core.archive import Archive, ArticleQuery
from core.archive.exchange.answers import five_from, prediction_from
from core.types import Doubt, Scheme
from tests.archive.examples import WITH_OTHER, edition, news


@pytest.fixture
def filled(archive):
    archive.save(
        edition(
            news(1, "other", section_topic="health"),
            news(2, "other", Doubt.LOW_CONFIDENCE),
            news(3, "health", Doubt.TOO_SHORT),
            news(4, "health"),
            news(5, "sport"),
        ),
        WITH_OTHER,
    )
    return archive


def total(archive, topic, scheme=Scheme.ALL):
    query = ArticleQuery(topic=topic, scheme=scheme)
    listed, counted = archive.articles(query).articles, archive.daily_counts(query)
    assert len(listed) == sum(count.n for count in counted)
    return len(listed)


def test_lists_and_counts_tell_other_news_from_unsure(filled):
    assert [total(filled, name) for name in ("other", "unsure", "health", "sport")] == [1, 2, 1, 1]
    assert [total(filled, name, Scheme.CORE) for name in ("other", "unsure", "sport")] == [2, 2, 1]
    record = {row.best: row for row in filled.live_counts(("best",))}
    assert (record["other"].n, record["other"].answered, record["other"].agreed) == (2, 1, 0)
    assert (record["health"].n, record["health"].answered) == (2, 1)
    [surest] = filled.disagreements(ArticleQuery())
    assert (surest.best, surest.section_topic) == ("other", "health")


def test_exports_say_which_it_is_and_come_back(filled):
    rows = {row["title"]: row for row in filled.export_rows("articles")}
    said = [(row["topic"], row["topic_of_five"], row["reason"], row["unsure_because"]) for row in rows.values()]
    assert said == [
        ("other", "other", None, None),
        ("unsure", "unsure", "low_confidence", "Not likely enough."),
        ("unsure", "unsure", "too_short", "Not likely enough."),
        ("health", "other", None, None),
        ("sport", "sport", None, None),
    ]
    again = Archive.at("sqlite://")
    again.import_rows("articles", rows.values())
    assert list(again.export_rows("articles")) == list(rows.values())
    assert again.daily_counts(ArticleQuery()) == filled.daily_counts(ArticleQuery())
    again.close()


def former(topic, five, best="sport", reason=None):
    return {
        "topic": topic,
        "topic_of_five": five,
        "best": best,
        "topics": {"sport": 0.6, "health": 0.4},
        "reason": reason,
    }


@pytest.mark.parametrize(
    ("row", "shown", "five", "code"),
    [
        (former("other", "other", reason="Sport is likeliest with 40%, below …"), "unsure", "unsure", "low_confidence"),
        (former("other", "other", reason="There are no words here to …"), "unsure", "unsure", "no_words"),
        (former("other", "other", reason="The model knows 1 of the 9 words"), "unsure", "unsure", "too_short"),
        (former("other", "other", reason="The model knows only 9% of the"), "unsure", "unsure", "unknown_words"),
        (former("health", "other", "health"), "health", "other", None),
        (former("sport", "other"), "sport", "unsure", None),
        (former("sport", "sport"), "sport", "sport", None),
        (former("other", None), "unsure", None, "low_confidence"),
        (former("other", None, "other"), "other", None, None),
        (former("other", None, reason="This reads more like Health, which …"), "other", None, "outside_topics"),
    ],
)
def test_rows_of_former_versions_are_read_as_they_were_meant(row, shown, five, code):
    prediction = prediction_from(row)
    assert (prediction.shown, five_from(row), prediction.reason) == (shown, five, code)
    assert prediction.detail == row["reason"]


def test_a_cell_that_contradicts_the_topic_does_not_make_an_answer_unsure():
    row = {**former("sport", "sport"), "reason": "low_confidence", "unsure_because": "…"}
    assert prediction_from(row).reason is None
    assert prediction_from({**row, "topic": "unsure"}) == replace(
        prediction_from(row), topic="other", reason=Doubt.LOW_CONFIDENCE, detail="…"
    )
