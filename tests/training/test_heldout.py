import pytest

from core.errors import TrainingError
from core.settings import ROOT
from core.training.data.corpora import Corpus, Row, pick, read_corpora
from core.training.data.duplicates import NearDuplicates, normal, once, without
from core.training.data.heldout import (
    HELD_OUT,
    LATE,
    all_held_out,
    available_sets,
    guardian_split,
    held_out_rows,
    rows_sha256,
    site_split,
    to_lines,
)
from core.training.data.january import DAYS, is_held_out

SHARED = ROOT.parent / "shared"
NEWS_2026 = ("feeds-2026", "labelled-2026")
ARTICLE = "The council met on Tuesday and voted to close the old bridge because its repair would cost too much money"


def row(title, text="", topic="sport", date="2022-05-01", id="1"):
    return Row("c", id, "The Post", date, title, text, topic)


def test_the_same_title_or_text_is_known():
    near = NearDuplicates([row("Bridge to close", ARTICLE)])
    assert row("BRIDGE to “close”!") in near
    assert row("Another title", ARTICLE.upper() + ".") in near
    assert row("Another title", "Another text") not in near
    assert row("", "") not in near


def test_a_shared_passage_makes_near_duplicates():
    near = NearDuplicates([row("Bridge to close", ARTICLE)])
    assert row("Council votes", " ".join(ARTICLE.split()[:15])) in near
    assert (
        row("Council votes", "The council met on Tuesday to talk about parks, trees, benches, dogs and fountains")
        not in near
    )


def test_rows_are_kept_once_and_apart():
    rows = [row("a b"), row("A, b"), row("c")]
    assert once(rows) == [rows[0], rows[2]]
    assert without(rows, [row("A b!")]) == [rows[2]]


def test_the_last_forty_per_cent_by_date_then_id():
    rows = tuple(
        row("t", date=date, id=id) for date, id in [("2", "b"), ("1", "z"), ("2", "a"), ("3", "a"), ("1", "a")]
    )
    early, late = guardian_split(Corpus("guardian-2022", "", rows))
    assert [(r.date, r.id) for r in early] == [("1", "a"), ("1", "z"), ("2", "a")]
    assert [(r.date, r.id) for r in late] == [("2", "b"), ("3", "a")]


def test_an_unknown_set_or_missing_corpus_is_an_error():
    with pytest.raises(TrainingError, match="There is no held-out set 'x'"):
        held_out_rows("x", [])
    with pytest.raises(TrainingError, match=r"guardian-2022\.jsonl\.gz is needed"):
        held_out_rows("guardian-2022-late", [])
    assert all_held_out([]) == []


def test_lines_and_their_hash_depend_on_the_rows_alone():
    assert to_lines([row("é")]).count("\n") == 1 and "é" in to_lines([row("é")])
    assert rows_sha256([row("a")]) == rows_sha256([row("a")]) != rows_sha256([row("b")])
    assert rows_sha256([row("\ud800")])


@pytest.fixture(scope="module")
def corpora():
    if not SHARED.is_dir():
        pytest.skip("the corpora are not beside the repository (../shared)")
    recent = [SHARED / "corpora-2026" / f"{name}.jsonl.gz" for name in NEWS_2026]
    return read_corpora([*sorted((SHARED / "corpora").glob("*.jsonl.gz")), *recent])


def test_nothing_held_out_is_trained_on(corpora):
    held_out = all_held_out(corpora)
    training = without([r for corpus in corpora for r in corpus.rows], held_out)
    assert len(training) > 15_000
    titles, texts = {normal(r.title) for r in held_out}, {normal(r.text) for r in held_out if r.text}
    assert not titles.intersection(normal(r.title) for r in training)
    assert not texts.intersection(normal(r.text) for r in training if r.text)
    assert not {(r.corpus, r.id) for r in held_out}.intersection((r.corpus, r.id) for r in training)
    assert not any(is_held_out(r) for r in training)
    labels = [r for name in ("labels-2026-unseen", "labels-2026-later") for r in HELD_OUT[name].rows(corpora)]
    assert not {r.id for r in labels}.intersection(r.id for r in training)


def test_the_sets_are_the_stated_ones(corpora):
    sizes = {name: len(held_out_rows(name, corpora)) for name in available_sets(corpora)}
    assert sizes == {
        "guardian-2022-late": 266,
        "bbc-feeds-late": 981,
        "cnn-feeds-late": 984,
        "cnn-slugs-late": 13_590,
        "headlines-sites": 583,
        "labels-2026-unseen": 745,
        "labels-2026-later": 724,
        "labels-2021-bbc": 314,
        "labels-2021-cnn": 302,
        "labels-2022-guardian": 177,
        "labels-2022-sites": 219,
        "labels-2004-bbc": 329,
        "feeds-2026-unseen": 269,
        "feeds-2026-later": 1_315,
        "bbc-2004-test": 334,
    }


def test_no_site_is_on_both_sides_and_late_is_late(corpora):
    kept, left_out = site_split(pick(corpora, "headlines-2022"))
    assert kept and not {r.publisher for r in kept}.intersection(r.publisher for r in left_out)
    assert {r.publisher for r in HELD_OUT["bbc-feeds-late"].rows(corpora)} == {"BBC"}
    assert min(r.date for r in HELD_OUT["cnn-slugs-late"].rows(corpora)) >= LATE


def test_held_out_labels_are_enough_to_judge_by(corpora):
    labels = HELD_OUT["labels-2026-unseen"].rows(corpora)
    assert len({r.publisher for r in labels}) >= 15 and len(DAYS) == 2
    assert len(labels) >= 900 and sum(r.topic == "other" for r in labels) >= 75
    assert all(r.topic in r.accepted for r in labels)
