"""Titles of charts say what their numbers say, ties and doubt among it."""

from datetime import UTC, datetime

import pandas as pd
import pytest

from core.analysis.shares import findings


def overall(counts, estimated=False):
    n = sum(counts.values())
    ends = (0.0, 1.0) if estimated else (float("nan"), float("nan"))
    return pd.DataFrame(
        [
            {"topic": name, "count": count, "share": count / n, "low": ends[0], "high": ends[1], "n": n}
            for name, count in counts.items()
        ]
    )


def differences(*rows):
    return pd.DataFrame(rows, columns=["paper", "topic", "points", "clear", "n"])


MIX = pd.DataFrame(
    [
        {"paper": paper, "topic": topic, "count": 1, "share": share, "low": share / 2, "high": 2 * share, "n": 50}
        for paper, topic, share in (
            ("Bay", "sport", 0.1),
            ("Bay", "politics", 0.3),
            ("Hill", "sport", 0.4),
            ("Hill", "politics", 0.2),
        )
    ]
)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            {"sport": 6, "politics": 3, "tech": 1},
            "most about sport (6 of 10), then politics (3 of 10) and tech (1 of 10)",
        ),
        ({"sport": 4, "politics": 4, "tech": 2}, "most about sport and politics (4 of 10 each), then tech (2 of 10)"),
        ({"sport": 1, "politics": 0}, "most about sport (1 of 1)"),
        (dict.fromkeys(("sport", "politics", "tech", "health"), 1), "4 topics are level at 1 of 4 each"),
    ],
)
def test_the_largest_topics_of_all_papers(counts, said):
    assert findings.overall_finding(overall(counts)) == f"All papers together: {said}."


def test_other_news_is_no_topic_and_shares_are_rounded():
    mix = overall({"other": 60, "sport": 30, "politics": 10}, estimated=True)
    assert findings.overall_finding(mix) == "All papers together: most about sport (30%), then politics (10%)."
    assert findings.overall_finding(overall({"other": 3})) == "No article is about one of the topics."


def test_how_far_papers_are_apart_and_whether_that_is_clear():
    lead = "Papers are furthest apart on sport: 10% in Bay, 40% in Hill"
    nothing = differences(("Bay", "sport", -30.0, False, 50))
    assert findings.range_finding(MIX, nothing) == f"{lead}; but no paper differs clearly from the others."
    one = differences(("Bay", "sport", -30.0, True, 50))
    assert findings.range_finding(MIX, one) == f"{lead}. 1 difference from the others is clear."


def test_clear_differences_by_size():
    table = differences(
        ("Bay", "sport", -30.4, True, 50),
        ("Hill", "sport", 31.0, True, 50),
        ("Bay", "tech", 4.0, False, 50),
        ("Cape", "health", 12.0, True, 50),
        ("Cape", "world", -11.0, True, 50),
    )
    assert findings.differences_finding(table) == (
        "Hill gives sport 31 points more than the others; Bay gives sport 30 points less; "
        "Cape gives health 12 points more; one more difference is clear."
    )
    nothing = "No paper differs clearly from the others on any topic."
    assert findings.differences_finding(table[~table["clear"]]) == nothing
    assert findings.differences_finding(table.iloc[:0]) == nothing


def test_the_source_names_papers_day_and_model():
    day = datetime(2026, 11, 20, tzinfo=UTC)
    said = findings.source_line(["Bay", "Hill", "Cape", "Dale", "Moor"], day, "today's model, version 1234567")
    assert said == (
        "Source: Bay, Hill, Cape and 2 more, read 20 November 2026. Topics: today's model, version 1234567. Broadsheet."
    )
    assert "(made-up papers)" in findings.source_line(["Bay"], day, "m", sample=True)


def test_notes_say_n_and_what_counts_are():
    counted = MIX.assign(low=float("nan"), high=float("nan"), n=3)
    assert "n = 6 articles from 2 papers" in findings.table_note(counted, overall({"sport": 6}))
    assert "Whole numbers are counts of articles." in findings.table_note(counted, overall({"sport": 6}))
    assert "Shares are estimates." in findings.table_note(MIX, overall({"sport": 6}, estimated=True))
    assert "95% interval" in findings.interval_note(MIX)
    assert "may be chance" in findings.difference_note(MIX)
