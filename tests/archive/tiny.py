"""A small model of two topics in a folder of artifacts, for tests that need any model."""

import hashlib
import io

import joblib
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from core.topics.manifest import Manifest, ModelEntry, write_manifest
from core.topics.text import NewsCleaner

TEXTS = {
    "sport": ["goal striker match goalkeeper", "match goal film", "striker goal shares"],
    "business": ["shares market bank profit", "bank market music", "profit shares chip"],
}


def write_artifacts(folder, name="current", seed=0):
    """Write the model under this name; another seed makes another version of it."""
    texts = [text for lines in TEXTS.values() for text in lines]
    topics = [topic for topic, lines in TEXTS.items() for _ in lines]
    vectorizer = TfidfVectorizer(lowercase=False, token_pattern=r"\S+")
    steps = [
        ("clean", NewsCleaner(stop_words=("the",))),
        ("vectorize", vectorizer),
        ("classify", LogisticRegression(C=1 + seed)),
    ]
    buffer = io.BytesIO()
    joblib.dump(Pipeline(steps).fit(texts, topics), buffer)
    content = buffer.getvalue()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.joblib").write_bytes(content)
    entry = ModelEntry(
        name=name,
        file=f"{name}.joblib",
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        sklearn=sklearn.__version__,
        python="3.11",
        labels=("business", "sport"),
        thresholds={"business": 0.5, "sport": 0.5},
        min_known_words=1,
    )
    write_manifest(Manifest({name: entry}), folder)
    return entry
