"""A small model that knows other news, made of our own sentences, in a folder of artifacts like the real one."""

import hashlib
import io
import json
from functools import lru_cache
from pathlib import Path

import joblib
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline

from core.settings import ROOT
from core.topics.linear import LinearEnsemble
from core.topics.manifest import Manifest, ModelEntry, read_manifest, write_manifest
from core.topics.schemes import TopicScheme
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.topics.text import NewsCleaner
from core.topics.views import ArticleViews

LABELS = (*ALL_NAMES, "other")
SENTENCES = {
    "politics": (
        "The minister lost a vote in parliament after the party split over the budget",
        "Voters go to the polls as the opposition leader campaigns for the election",
        "The council and the chancellor argued over the government's new law",
    ),
    "business": (
        "Shares of the company fell after a profit warning to investors",
        "The bank raised its interest rate and prices rose for shops",
        "The firm cut jobs as sales and trade slowed in the economy",
    ),
    "entertainment": (
        "The actor won an award for the film at the festival",
        "The singer released an album and will tour with the band",
        "The novel became a television series with a star cast",
    ),
    "sport": (
        "The striker scored a goal in the cup final for the club",
        "The goalkeeper saved a penalty and the team won the match",
        "The champion set a record in the race after an injury",
    ),
    "tech": (
        "The software update fixed a bug in the phone and the laptop",
        "Hackers stole passwords from servers on the internet",
        "The startup's chatbot runs artificial intelligence on new chips",
    ),
    "health": (
        "Doctors tested a vaccine against the virus in the hospital",
        "Patients wait for surgery as nurses treat the disease",
        "A diet with less sugar lowers the risk of diabetes",
    ),
    "science": (
        "Astronomers found a planet with the telescope in space",
        "Researchers studied fossils of a species in the rainforest",
        "Scientists measured carbon emissions and the warming climate",
    ),
    "world": (
        "Troops shelled the border town as the ceasefire collapsed",
        "Diplomats met for peace talks after the missile attack",
        "Refugees fled the war while the embassy was closed",
    ),
    "lifestyle": (
        "A recipe for roast vegetables with garlic and butter",
        "Five beaches and hotels for a holiday with children",
        "How to plant roses and paint the garden shed",
    ),
    "other": (
        "A man was arrested after a burglary and will appear in court",
        "Firefighters rescued a driver from a crash on the motorway",
        "Police search for a missing teenager after a stabbing",
        "Trains were delayed by snow and schools closed for the day",
    ),
}
CRIME = ("Burglary", "Police arrested a man after a burglary and a stabbing; he will appear in court.")
VACCINE = ("Vaccine", "Doctors tested a vaccine against the virus; patients in the hospital wait for surgery.")
GOAL = ("Cup final", "The striker scored a goal for the club and the goalkeeper saved a penalty in the match.")


@lru_cache(maxsize=1)
def fit_with_other() -> Pipeline:
    """Fit the model; once a process."""
    texts = [text for lines in SENTENCES.values() for text in lines]
    topics = [topic for topic, lines in SENTENCES.items() for _ in lines]
    steps = [
        ("clean", NewsCleaner(stop_words=("the", "a", "of", "in", "for", "and", "with", "its", "after", "to", "on"))),
        ("vectorize", ArticleViews(TfidfVectorizer(lowercase=False, token_pattern=r"\S+", ngram_range=(1, 2)))),
        ("classify", LinearEnsemble(temperature=0.4)),
    ]
    return Pipeline(steps).fit(texts, topics)


def entry_with_other(content: bytes, **changes) -> ModelEntry:
    """Make what the manifest says of the model; `five` leaves the threshold of other news to the model's own."""
    values = {
        "name": "current",
        "file": "current.joblib",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "sklearn": sklearn.__version__,
        "python": "3.11",
        "labels": LABELS,
        "thresholds": dict.fromkeys(LABELS, 0.3),
        "min_known_words": 2,
        "five": TopicScheme(CORE_NAMES, dict.fromkeys(CORE_NAMES, 0.3)),
    }
    return ModelEntry(**{**values, **changes})


def write_with_other(folder: Path, **changes) -> Path:
    """Write a folder of artifacts whose current model knows other news; all else in it is the shipped one's."""
    buffer = io.BytesIO()
    joblib.dump(fit_with_other(), buffer)
    shipped = ROOT / "artifacts"
    for path in shipped.iterdir():
        if path.name not in ("current.joblib", "manifest.json"):
            (folder / path.name).symlink_to(path)
    (folder / "current.joblib").write_bytes(buffer.getvalue())
    own = entry_with_other(buffer.getvalue(), **changes)
    old = read_manifest(shipped).entry("bbc-2004")
    write_manifest(Manifest({"current": own, "bbc-2004": old}), folder)
    return folder


def change_manifest(folder: Path, **values) -> None:
    """Write values into the manifest's entry of the current model."""
    path = folder / "manifest.json"
    content = json.loads(path.read_text())
    content["models"]["current"].update(values)
    path.write_text(json.dumps(content))
