"""A small model of our own sentences, in a folder of artifacts like the real one."""

import hashlib
import io

import joblib
import pytest
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline

from core.topics.linear import LinearEnsemble
from core.topics.manifest import Manifest, ModelEntry, write_manifest
from core.topics.model import load_model
from core.topics.text import NewsCleaner
from core.topics.views import ArticleViews

SENTENCES = {
    "sport": ["The striker scored a goal in the cup final", "The goalkeeper saved a penalty for the club"],
    "business": ["Shares of the company fell after a profit warning", "The bank raised its interest rate again"],
}
STOP_WORDS = ("the", "of", "in", "for", "and", "with", "its", "after")


def fit_tiny(vectors=None):
    texts = [text for lines in SENTENCES.values() for text in lines]
    topics = [topic for topic, lines in SENTENCES.items() for _ in lines]
    words = TfidfVectorizer(lowercase=False, token_pattern=r"\S+", ngram_range=(1, 2))
    views = ArticleViews(words, vectors=vectors)
    meanings = 0 if vectors is None else vectors.dimensions
    steps = [
        ("clean", NewsCleaner(stop_words=STOP_WORDS)),
        ("vectorize", views),
        ("classify", LinearEnsemble(meanings=meanings, temperature=0.5)),
    ]
    return Pipeline(steps).fit(texts, topics)


def write_tiny(folder, pipeline, **changes):
    buffer = io.BytesIO()
    joblib.dump(pipeline, buffer)
    content = buffer.getvalue()
    (folder / "tiny.joblib").write_bytes(content)
    values = {
        "name": "tiny",
        "file": "tiny.joblib",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "sklearn": sklearn.__version__,
        "python": "3.11",
        "labels": ("business", "sport"),
        "thresholds": {"business": 0.6, "sport": 0.6},
        "min_known_words": 2,
        "min_known_share": 0.2,
    }
    entry = ModelEntry(**{**values, **changes})
    write_manifest(Manifest({entry.name: entry}), folder)


@pytest.fixture(scope="session")
def tiny_pipeline():
    return fit_tiny()


@pytest.fixture
def artifacts(tmp_path, tiny_pipeline):
    write_tiny(tmp_path, tiny_pipeline)
    return tmp_path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory, tiny_pipeline):
    folder = tmp_path_factory.mktemp("artifacts")
    write_tiny(folder, tiny_pipeline)
    return load_model("tiny", folder)
