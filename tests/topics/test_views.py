"""Views of an article and what its words mean; made-up vectors of two numbers: sport is one way, business the other."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from core.topics.explain import all_terms
from core.topics.manifest import ModelEntry
from core.topics.model import TopicModel
from core.topics.views import ArticleViews, WordVectors
from tests.topics.conftest import fit_tiny

SPORT = ("striker", "goal", "cup", "penalty", "goalkeeper", "dribble", "offside")
BUSINESS = ("shares", "profit", "bank", "interest", "company", "dividend", "bond")
UNSEEN = ("dribble", "offside", "dividend", "bond")
TABLE = np.array([[100, 5]] * len(SPORT) + [[5, 100]] * len(BUSINESS), dtype=np.int8)
VECTORS = WordVectors((*SPORT, *BUSINESS), TABLE, 0.01)


@pytest.fixture(scope="module")
def meaning():
    pipeline = fit_tiny(VECTORS)
    halves = {"business": 0.6, "sport": 0.6}
    return TopicModel(ModelEntry("tiny", "tiny.joblib", "", 0, "", "", ("business", "sport"), halves), pipeline)


def views(**settings):
    return ArticleViews(TfidfVectorizer(lowercase=False, token_pattern=r"\S+"), **settings)


@pytest.mark.parametrize(("word", "topic"), [("dribble", "sport"), ("offside", "sport"), ("dividend", "business")])
def test_a_word_that_was_never_seen_speaks_by_its_meaning(meaning, tiny, word, topic):
    prediction = meaning.predict_one("", f"{word} {word} bond" if topic == "business" else f"{word} {word}")
    assert prediction.best == topic and prediction.topics[topic] > 0.6
    assert prediction.known_words == 1
    plain = tiny.predict_one("", f"{word} {word}")
    assert plain.known_words == 0 and plain.topics[topic] == 0.5


def test_an_unseen_word_moves_the_topic_of_a_text(meaning):
    before = meaning.predict_one("", "company").topics["sport"]
    assert meaning.predict_one("", "company dribble offside").topics["sport"] > before


@given(st.lists(st.sampled_from([*SPORT, *BUSINESS, "scored", "fell", "zorblatt"]), min_size=1, max_size=40))
def test_the_weights_of_an_explanation_add_up_to_the_difference_of_scores(meaning, words):
    text = " ".join(words)
    _, matrix = meaning.features([f"\n{text}"])
    classifier = meaning.pipeline["classify"]
    scores = classifier.decision_function(matrix)[0] - classifier.intercept_
    for topic in meaning.labels:
        at = list(classifier.classes_).index(topic)
        added = sum(weight for _, weight in all_terms(meaning, "", text, topic))
        assert added == pytest.approx(scores[at] - scores.mean(), abs=1e-4)


def test_an_unseen_word_is_among_those_that_explain(meaning):
    weights = dict(all_terms(meaning, "", "dribble past the bank", "sport"))
    assert weights["dribble"] > 0 > weights["bank"]


def test_the_columns_of_meaning_stand_at_the_end():
    fitted = views(vectors=VECTORS).fit(["striker scored", "bank fell"])
    names = list(fitted.get_feature_names_out())
    assert names[: len(VECTORS.words)] == list(VECTORS.words)
    assert names[-2:] == ["meaning 0", "meaning 1"] and VECTORS.dimensions == 2
    assert set(UNSEEN) <= set(fitted.vocabulary_) and "scored" in fitted.vocabulary_
    matrix = fitted.transform(["dribble", "zorblatt", "scored"]).toarray()
    assert np.linalg.norm(matrix[0, -2:]) == pytest.approx(1) and matrix[0, -2] > matrix[0, -1]
    assert not matrix[1].any()
    assert not matrix[2, -2:].any() and matrix[2, :-2].any()


def test_in_long_texts_meaning_counts_less():
    fitted = views(vectors=VECTORS, meaning_terms=2).fit([" ".join([*SPORT, *BUSINESS])] * 2)
    lengths = np.linalg.norm(fitted.transform(["goal cup", "goal cup penalty striker"]).toarray()[:, -2:], axis=1)
    assert lengths == pytest.approx([1, 0.5])


def test_the_parts_of_each_term_add_up_to_the_meaning():
    fitted = views(vectors=VECTORS).fit(["striker scored goal", "bank fell shares"])
    row = fitted.transform(["goal scored shares dribble"])
    parts = fitted.meaning_parts(row)
    assert parts.shape == (4, 2)
    assert parts.sum(axis=0) == pytest.approx(row.toarray()[0, -2:], abs=1e-6)
    assert views().fit(["a b"]).meaning_parts(sparse.csr_matrix((1, 2))).shape == (0, 0)


def test_title_and_opening_of_a_long_article_count_once_more():
    fitted = views(opening=2).fit(["alpha\nbeta gamma delta", "epsilon\nzeta"])
    at = fitted.vocabulary_
    long, short = fitted.transform(["alpha\nbeta gamma delta", "alpha\nbeta"]).toarray()
    assert (
        long[at["alpha"]] > long[at["beta"]] == pytest.approx(long[at["gamma"]])
        and long[at["gamma"]] > long[at["delta"]]
    )
    assert short[at["alpha"]] == pytest.approx(short[at["beta"]])


def test_a_first_line_too_long_for_a_title_is_text():
    first = " ".join(f"w{number}" for number in range(31))
    fitted = views(opening=1, opening_weight=0.0).fit([f"{first}\nend"])
    row = fitted.transform([f"{first}\nend"]).toarray()[0]
    assert row[fitted.vocabulary_["w30"]] == pytest.approx(row[fitted.vocabulary_["end"]])


TEXTS = ["goal cup goal", "striker penalty", "shares profit", "bank interest company"]


@pytest.mark.parametrize("vectors", [None, VECTORS], ids=["terms", "meanings"])
@pytest.mark.parametrize("pattern", [r"\S+", r"(?s)\w+.|\w+"], ids=["words", "terms with line ends"])
def test_what_was_stored_is_what_was_fitted(vectors, pattern):
    fitted = ArticleViews(TfidfVectorizer(lowercase=False, token_pattern=pattern), vectors=vectors)
    fitted.fit([*TEXTS, "cup\nfinal"])
    again = pickle.loads(pickle.dumps(fitted))
    assert again.vocabulary_ == fitted.vocabulary_
    assert (vectors is None) == (again.vectors is None) and (vectors is None or again.vectors.words == vectors.words)
    assert (again.transform(TEXTS) != fitted.transform(TEXTS)).nnz == 0
    assert "vocabulary_" in vars(fitted.vectorizer_)  # storing changes nothing


def test_one_that_was_not_fitted_is_stored_too():
    assert pickle.loads(pickle.dumps(views(opening=7))).opening == 7


def test_a_state_of_a_former_version_is_taken():
    fitted, again = views(vectors=VECTORS).fit(TEXTS), views()
    again.__setstate__(dict(vars(fitted)))
    assert again.vocabulary_ == fitted.vocabulary_ and again.vectors.words == VECTORS.words
