from types import SimpleNamespace

import numpy as np
import pytest

from core.analysis.shares.estimate import difference, estimate
from core.errors import TrainingError
from core.topics.schemes import TopicScheme
from core.training.data.corpora import Row
from core.training.measures.cross_fit import cross_fit, learn_share_errors, load_cross_fitted, publisher_of
from core.training.measures.share_errors import Sample, learn

TOPICS = ("politics", "sport", "other")


def sample(rng, mix, n=400, bias=0.0):
    """Articles of a publisher whose model finds a topic with 0.8, and takes politics for sport in `bias` of them."""
    truth = np.eye(3)[rng.choice(3, n, p=mix)]
    confusion = np.full((3, 3), 0.1) + 0.7 * np.eye(3)
    confusion[0] += [-bias, bias, 0.0]
    return Sample(truth @ confusion, truth)


def publishers(rng, spread, n=40):
    return {
        str(at): sample(rng, rng.dirichlet([3, 3, 3]), bias=float(np.clip(rng.normal(0, spread), -0.15, 0.7)))
        for at in range(n)
    }


def test_what_is_regular_in_the_errors_is_corrected():
    rng = np.random.default_rng(1)
    known = learn(publishers(rng, 0.0), TOPICS, TOPICS)
    paper = sample(rng, [0.7, 0.2, 0.1], 2000)
    found = estimate(paper.said.mean(axis=0), 2000, known).shares
    assert np.abs(found - paper.mix).max() < 0.02
    assert np.abs(paper.said.mean(axis=0) - paper.mix).max() > 0.1


def test_publishers_that_differ_more_have_wider_intervals():
    alike, unlike = (learn(publishers(np.random.default_rng(1), spread), TOPICS, TOPICS) for spread in (0.0, 0.3))
    assert unlike.spread[1] > 2 * alike.spread[1]


def test_intervals_hold_the_truth_of_publishers_never_seen_and_papers_alike_are_not_told_apart():
    rng = np.random.default_rng(2)
    known = learn(publishers(rng, 0.2), TOPICS, TOPICS)
    held, clear = [], []
    for _ in range(100):
        mix = rng.dirichlet([3, 3, 3])
        pair = [sample(rng, mix, 300, bias=float(np.clip(rng.normal(0, 0.2), -0.15, 0.7))) for _ in range(2)]
        found = [estimate(one.said.mean(axis=0), 300, known) for one in pair]
        low, high = found[0].interval()
        held.extend((low <= mix) & (mix <= high))
        clear.append(difference(*found).clear.any())
    assert np.mean(held) > 0.92
    assert np.mean(clear) < 0.08


def test_small_publishers_teach_nothing():
    rng = np.random.default_rng(3)
    large = publishers(rng, 0.1)
    small = {f"small {at}": sample(rng, [0.0, 0.0, 1.0], 39, bias=0.0) for at in range(50)}
    assert learn(large, TOPICS, TOPICS).matrix == pytest.approx(learn({**large, **small}, TOPICS, TOPICS).matrix)


class Guesser:
    """A model that knows which publishers it was trained with, and says so in its probabilities."""

    def __init__(self, rows):
        self.seen = {row.publisher for row in rows}
        self.entry = SimpleNamespace(schemes=(2,), scheme=lambda topics: TopicScheme(TOPICS, dict.fromkeys(TOPICS, 0)))

    def predict(self, documents, topics):
        return [
            SimpleNamespace(topics=dict(zip(TOPICS, (0.0, 1.0, 0.0), strict=True)), shown="sport", seen=self.seen)
            for _ in documents
        ]


def rows(n=60, publishers=8):
    return [
        Row("c", f"{at}-{p}", f"paper {p}", f"2026-01-{1 + at % 9}", "t", "x", "sport", "", ("sport", "health"))
        for p in range(publishers)
        for at in range(n)
    ]


def test_each_article_is_predicted_by_a_model_that_never_saw_its_publisher():
    trained = []

    def fit(part):
        trained.append(Guesser(part))
        return trained[-1]

    labelled = [*rows(), Row("c", "1", "paper 1", "", "by section", "", "sport")]
    predicted = cross_fit(labelled, [Row("words", "w", "Broadsheet", "", "t", "", "sport")], fit, lambda said: None)[2]
    assert len(predicted.truth) == 480
    assert all("Broadsheet" in model.seen for model in trained)
    without = [set(predicted.publishers.tolist()) - model.seen for model in trained]
    assert set.union(*without) == set(predicted.publishers.tolist())
    assert sum(map(len, without)) == 8


def test_truth_outside_the_topics_is_other_news_and_the_file_comes_back(tmp_path):
    labelled = [Row("c", "1", "p", "", "t", "", "health", "", ("health",)), *rows(50, 4)]
    predicted = cross_fit(labelled, [], Guesser, lambda said: None)[2]
    assert "health" not in predicted.truth
    assert (predicted.truth == "other").sum() == 1
    predicted.save(tmp_path / "build" / "2.npz")
    back = load_cross_fitted(tmp_path / "build" / "2.npz")
    assert back.truth.tolist() == predicted.truth.tolist()
    errors = learn_share_errors(back)
    assert errors.answers.inputs == (*TOPICS, "unsure")
    (tmp_path / "bad.npz").write_bytes(b"x")
    with pytest.raises(TrainingError, match=r"bad\.npz"):
        load_cross_fitted(tmp_path / "bad.npz")


def test_a_row_without_a_publisher_belongs_to_its_corpus():
    assert publisher_of(Row("c", "1", "?", "", "", "", None)) == "c"
