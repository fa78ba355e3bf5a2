"""Queues for review and their labels, on both databases."""

import threading
from datetime import date, timedelta

import pytest

from core.archive import Archive, ReviewLabel, ReviewQuery
from core.errors import InputError, UsageError
from core.review.queue import Wanted, open_queue
from core.review.strata import BEFORE, draw
from tests.archive.examples import MODEL, NEXT, NOW, days, edition, item

TODAY = NOW.date()
WEEK = ReviewQuery(MODEL, TODAY - timedelta(days=6), TODAY)


def fill(archive):
    """Keep ten articles a day of ten days, every fifth without an answer."""
    for number, when in enumerate(days(10)):
        items = [item(f"{number}-{n}", published=when, confidence=0.5 + 0.04 * n, other=n % 5 == 0) for n in range(10)]
        archive.save(edition(*items, read_at=when), MODEL)
    return archive


@pytest.fixture
def filled(archive):
    return fill(archive)


def urls(queue):
    return {item.url for item in queue.items}


def test_a_queue_is_of_the_last_seven_days_and_gone_on_with_until_it_is_labelled(filled):
    queue = open_queue(filled, MODEL, Wanted(12), TODAY)
    assert (queue.query.since, queue.query.until) == (WEEK.since, WEEK.until)
    assert len(queue.waiting) == len(queue.items) == 12
    assert sum(item.weight for item in queue.items) == pytest.approx(70)
    assert {item.shown for item in queue.items if item.stratum == "unsure"} == {"unsure"}
    assert all(item.text and item.title and item.paper == "The Bay" for item in queue.items)
    assert open_queue(filled, MODEL, Wanted(12), TODAY) == queue
    filled.reviews.label(queue.uid, [ReviewLabel(i.url, "sport", ("sport",)) for i in queue.items], "a", NOW)
    again = open_queue(filled, MODEL, Wanted(12), TODAY)
    assert again.uid != queue.uid
    assert {i.url for i in again.items if i.stratum == BEFORE} == urls(queue)
    assert not {i.url for i in again.waiting} & urls(queue)
    assert open_queue(filled, MODEL, Wanted(seed=queue.seed), TODAY).uid == queue.uid
    assert open_queue(filled, MODEL, Wanted(since=date(2026, 11, 1)), TODAY).uid not in (queue.uid, again.uid)


def test_the_same_seed_draws_the_same_from_the_same_archive(filled):
    draws = [filled.reviews.draw(WEEK, 5, lambda found: draw(found, 10, 5)) for _ in range(2)]
    first, second = map(filled.reviews.queue, draws)
    other = fill(Archive.at("sqlite://"))
    same = other.reviews.queue(other.reviews.draw(WEEK, 5, lambda found: draw(found, 10, 5)))
    assert [i.url for i in same.items] == [i.url for i in first.items]
    other.close()
    assert first.seed == second.seed == 5
    assert {i.url for i in second.items if i.stratum == BEFORE} == urls(first)  # drawn once, and no more
    assert len(open_queue(filled, MODEL, Wanted(200, whole=True), TODAY).items) == 100


def test_there_is_nothing_to_draw_of_another_model_other_days_or_when_all_was_handed_out(filled):
    assert open_queue(filled, NEXT, Wanted(), TODAY) is None
    assert [model.sha256 for model in filled.reviews.models()] == [MODEL.sha256]
    assert open_queue(filled, MODEL, Wanted(since=date(2020, 1, 1), until=date(2020, 1, 2)), TODAY) is None
    queue = open_queue(filled, MODEL, Wanted(500), TODAY)
    filled.reviews.label(queue.uid, [ReviewLabel(i.url, "sport", ("sport",)) for i in queue.items], "a")
    assert open_queue(filled, MODEL, Wanted(), TODAY) is None


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(0),
        Wanted(100_000),
        Wanted(seed=-1),
        Wanted(seed=2**63),
        Wanted(whole=True, since=TODAY),
        Wanted(since=TODAY, until=TODAY - timedelta(days=1)),
    ],
)
def test_what_cannot_work_is_said(filled, wanted):
    with pytest.raises(UsageError):
        open_queue(filled, MODEL, wanted, TODAY)
    assert filled.reviews.queues() == []


def test_the_newest_label_counts_can_be_taken_back_and_nothing_is_lost(filled):
    queue = open_queue(filled, MODEL, Wanted(12), TODAY)
    url = queue.items[0].url
    for second, (best, accepted, who) in enumerate(
        [("sport", ("sport",), "a"), ("world", ("world", "politics"), "b"), (None, (), "b"), ("tech", ("tech",), "a")]
    ):
        filled.reviews.label(queue.uid, [ReviewLabel(url, best, accepted)], who, NOW + timedelta(seconds=second))
        label = filled.reviews.queue(queue.uid).items[0].label
        assert label == (ReviewLabel(url, best, accepted) if best else None)
    rows = list(filled.export_rows("review_labels"))
    assert [(row["best"], row["accepted"], row["reviewer"]) for row in rows] == [
        ("sport", ["sport"], "a"),
        ("world", ["world", "politics"], "b"),
        (None, [], "b"),
        ("tech", ["tech"], "a"),
    ]
    assert {(row["stratum"], row["sha256"]) for row in rows} == {(queue.items[0].stratum, MODEL.sha256)}
    assert rows[0]["weight"] == pytest.approx(queue.items[0].weight)
    assert filled.corrections() == []  # labels are none


def test_an_article_of_another_queue_gets_no_label(filled):
    queue = open_queue(filled, MODEL, Wanted(12), TODAY)
    labels = [ReviewLabel(url, "sport", ("sport",)) for url in (queue.items[0].url, "https://x.example/")]
    with pytest.raises(InputError, match="not in this queue"):
        filled.reviews.label(queue.uid, labels, "a")
    with pytest.raises(InputError, match="not in this queue"):
        filled.reviews.label("no such queue", labels[:1], "a")
    assert list(filled.export_rows("review_labels")) == []


def test_two_who_draw_and_label_at_once_lose_nothing_and_draw_nothing_twice(filled, address):
    queue = open_queue(filled, MODEL, Wanted(12), TODAY)
    archives = [Archive.at(address) for _ in range(2)]

    def work(own, who):
        for one in queue.items:
            own.reviews.label(queue.uid, [ReviewLabel(one.url, "sport", ("sport",))], who)
        own.reviews.draw(ReviewQuery(MODEL), 3, lambda found: draw(found, 12, 3))

    threads = [threading.Thread(target=work, args=(own, str(n))) for n, own in enumerate(archives)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for own in archives:
        own.close()
    assert len(list(filled.export_rows("review_labels"))) == 24
    drawn = [i.url for q in filled.reviews.queues() for i in q.items if i.stratum != BEFORE]
    assert len(drawn) == len(set(drawn)) >= 36


def test_labels_of_former_models_count_for_the_next_one_and_survive_forgetting(filled):
    queue = open_queue(filled, MODEL, Wanted(12), TODAY)
    filled.reviews.label(queue.uid, [ReviewLabel(i.url, "tech", ("tech",)) for i in queue.items], "a")
    filled.forget(keep_days=1, now=NOW + timedelta(days=400))
    kept = filled.reviews.queue(queue.uid)
    assert kept.labelled == 12
    assert {i.text for i in kept.items} == {""}
    assert filled.reviews.models()[0].short == MODEL.short


def test_the_sample_takes_its_reviews_with_it(archive):
    archive.save(edition(*(item(n) for n in range(9)), sample=True), MODEL)
    queue = open_queue(archive, MODEL, Wanted(4, whole=True))
    archive.reviews.label(queue.uid, [ReviewLabel(queue.items[0].url, "sport", ("sport",))], "a")
    archive.save(edition(item(100)), MODEL)
    assert archive.reviews.queues() == []
    assert archive.statistics()["review_labels"] == 0


def test_labels_are_imported_once_and_only_with_their_queue_and_known_topics(filled):
    queue = open_queue(filled, MODEL, Wanted(12), TODAY)
    filled.reviews.label(queue.uid, [ReviewLabel(queue.items[0].url, "sport", ("sport", "other"))], "a")
    items, labels = (list(filled.export_rows(name)) for name in ("review_items", "review_labels"))
    other = Archive.at("sqlite://")
    assert other.import_rows("review_labels", labels).new == 0
    assert other.import_rows("review_items", items).new == 12
    assert other.import_rows("review_labels", labels).new == 1
    assert other.import_rows("review_labels", labels).known == 1
    assert other.reviews.queue(queue.uid).labelled == 1
    for table, rows in (
        ("review_labels", [labels[0] | {"uid": "x", "accepted": ["weather"]}]),
        ("review_labels", [labels[0] | {"uid": "x", "best": "unsure"}]),
        ("review_items", [items[0] | {"drawn": 0}]),
        ("review_items", [items[0] | {"queue": None}]),
        ("review_items", [items[0] | {"newspaper": ""}]),
    ):
        with pytest.raises(InputError):
            other.import_rows(table, rows)
    other.close()


def test_who_draws_while_another_draws_or_the_archive_forgets_draws_again(filled):
    tries = []

    def slow(found):
        tries.append(len(found))
        if len(tries) == 1:
            filled.reviews.draw(WEEK, 1, lambda others: draw(others, 10, 1))
        if len(tries) == 2:
            filled.forget(keep_days=1, now=NOW - timedelta(days=2))  # what is older than three days
        return draw(found, 10, 2)

    token = filled.reviews.draw(ReviewQuery(MODEL), 2, slow)
    first = next(queue for queue in filled.reviews.queues() if queue.uid != token)
    assert tries == [100, 100, 40]
    drawn = filled.reviews.queue(token)
    assert not urls(first) & {i.url for i in drawn.items if i.stratum != BEFORE}
