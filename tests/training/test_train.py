import json
import random
import warnings
from functools import partial

import numpy as np
import pytest
from sklearn.manifold import TSNE

from core.commands.train import candidates_table
from core.errors import TrainingError
from core.settings import ROOT
from core.topics.manifest import read_manifest
from core.topics.model import load_model
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.topics.text import VerbLemmas
from core.topics.views import WordVectors
from core.training import train as module
from core.training.data.corpora import Corpus, Row, read_corpora
from core.training.data.heldout import HELD_OUT
from core.training.data.lexicon import read_lexicon
from core.training.data.wordnet import lexnames, prepare_wordnet, stop_words
from core.training.measures import report as report_module
from core.training.measures.report import write_report
from core.training.recipes import current as current_module
from core.training.recipes import news_2022
from core.training.recipes.current import CurrentRecipe, examples
from core.training.recipes.news_2022 import Recipe2022
from core.training.train import Plan, train

TOPICS = {
    "politics": "minister parliament vote election party bill lawmakers cabinet senate campaign",
    "business": "shares profit company bank market investors sales price trade economy",
    "entertainment": "film album actor singer theatre novel series concert director festival",
    "sport": "match goal striker coach final league team cup season medal",
    "tech": "software phone app internet computer users chip online data robot",
    "world": "border troops earthquake embassy ceasefire rebels refugees village army crisis",
}
COMMON = [
    "the",
    "a",
    "of",
    "and",
    "people",
    "said",
    "city",
    "morning",
    "report",
    "week",
    "number",
    "place",
    "green",
    "river",
    "table",
]


def write_corpus(path, seed=1, each=40, publisher="The Post", topics=TOPICS):
    chance = random.Random(seed)
    lines = []
    for topic, words in topics.items():
        for number in range(each):
            bag = chance.choices(words.split(), k=14) + chance.choices(COMMON, k=14)
            chance.shuffle(bag)
            day = f"2022-05-{1 + number % 28:02d}"
            lines.append(
                {"id": f"{topic}/{number}", "publisher": publisher, "date": day, "title": " ".join(bag[:5])}
                | {"text": " ".join(bag[5:]), "section": topic, "topic": topic}
            )
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n")
    return path


@pytest.fixture(autouse=True)
def small_vectors(monkeypatch):
    """Vectors of a few words, as those of the shipped model make training slow."""
    table = WordVectors(("goal", "software", "court"), np.array([[90, 0], [0, 90], [-60, 60]], dtype=np.int8), 0.01)
    monkeypatch.setattr(current_module, "read_vectors", lambda *path: table)


@pytest.fixture(autouse=True)
def small_lexicon(monkeypatch):
    """A line for each topic, as the whole lexicon makes training slow."""

    def corpus(name, text):
        rows = tuple(Row(name, f"{topic}/0", "Broadsheet", "", f"{topic} {text}", "", topic) for topic in ALL_NAMES)
        return Corpus(name, "0" * 64, rows)

    texts = {"words": "department", "names": "Jane Doe", "invented": "news of today"}
    monkeypatch.setattr(module, "read_lexicon", lambda: [corpus(name, text) for name, text in texts.items()])


@pytest.fixture(autouse=True)
def small_maps(monkeypatch):
    """Few points and few steps, as the maps take most of a training on few articles."""
    monkeypatch.setattr(report_module, "MAX_POINTS", 12)
    monkeypatch.setattr(report_module, "TSNE", partial(TSNE, max_iter=250, method="exact"))


@pytest.fixture
def words(tmp_path):
    path = tmp_path / "stop.txt"
    path.write_text("the\na\nof\nand\ni\nit\nit's\nis\n")
    return path


def quiet(sentence):
    assert sentence


def plan(paths, out, words, **options):
    options = {"progress": quiet, **options}
    return Plan(corpora=read_corpora(paths), stop_words=stop_words(words, out, quiet), out=out, **options)


def make(tmp_path, words, out, **options):
    corpus = write_corpus(tmp_path / "bbc-2004.jsonl", topics={k: v for k, v in TOPICS.items() if k != "world"})
    other = write_corpus(tmp_path / "guardian-2022.jsonl", seed=2, publisher="The Globe")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return train(plan([corpus, other], out, words, build=tmp_path / "build", **options))


def test_two_trainings_are_the_same(tmp_path, words):
    first = make(tmp_path, words, tmp_path / "one", models=["current"])
    second = make(tmp_path, words, tmp_path / "two", models=["current"])
    assert first.models[0].entry == second.models[0].entry
    texts = [("Striker scores", "late goal in the final"), ("Phone app", "users data chip")]
    one, two = (load_model("current", tmp_path / name).predict(texts) for name in ("one", "two"))
    assert one == two
    assert [p.best for p in one] == ["sport", "tech"]


def test_it_writes_models_manifest_and_reports(tmp_path, words, monkeypatch):
    lemmas = VerbLemmas.of(["say"], {"said": ["say"]})
    monkeypatch.setattr(module, "verb_lemmas", lambda build, artifacts, progress: lemmas)
    report = make(tmp_path, words, tmp_path / "out")
    manifest = read_manifest(tmp_path / "out")
    assert list(manifest.models) == ["current", "bbc-2004"]
    current = manifest.entry("current")
    assert current.trained == "everything" and current.seed == 8
    both = {"guardian-2022-late", "bbc-2004-test"}
    assert set(current.metrics) == both | {f"{name}-{len(ALL_NAMES)}" for name in both}
    assert current.metrics["bbc-2004-test"]["what"] == HELD_OUT["bbc-2004-test"].what
    assert current.metrics["bbc-2004-test"]["variant"] == "without held-out articles"
    assert {c.name for c in current.corpora} == {"bbc-2004", "guardian-2022", "words", "names", "invented"}
    assert manifest.entry("bbc-2004").trained == "without held-out articles"
    by_name = {path.name: path for path in report.reports}
    assert {"bbc-2004.json", "current.json", "current-answers.json", "data.json", "MODEL_CARD.md"} <= set(by_name)
    assert {"bbc-2004-reference.json", "current-reference.json"} <= set(by_name)
    sets = json.loads(by_name["current.json"].read_text())["sets"]
    assert set(sets["guardian-2022-late"]) == {"what", "schemes", "map"}
    assert set(sets["guardian-2022-late"]["schemes"]) == {str(len(CORE_NAMES)), str(len(ALL_NAMES))}
    for found in sets["guardian-2022-late"]["schemes"].values():
        assert set(found) == {"evaluation", "thresholds", "outside", "wrong"}
    card = by_name["MODEL_CARD.md"].read_text()
    assert all(entry.sha256 in card for entry in manifest.models.values())
    assert HELD_OUT["guardian-2022-late"].what in card
    assert load_model("bbc-2004", tmp_path / "out").predict_one("Match", "the team won the cup final").best == "sport"


def test_without_held_out_articles_less_is_used_and_others_are_kept(tmp_path, words):
    make(tmp_path, words, tmp_path / "out", models=["current"])
    full = read_manifest(tmp_path / "out").entry("current")
    make(tmp_path, words, tmp_path / "out", models=["current"], without_held_out=True)
    less = read_manifest(tmp_path / "out").entry("current")
    assert less.trained == "without held-out articles"
    assert sum(c.used for c in less.corpora) < sum(c.used for c in full.corpora)
    assert less.metrics == full.metrics


def test_what_is_missing_is_said(tmp_path, words):
    small, out = [write_corpus(tmp_path / "small.jsonl", each=3)], tmp_path / "o"
    with pytest.raises(TrainingError, match="hold 3 articles on politics"):
        train(plan(small, out, words, models=["current"]))
    with pytest.raises(TrainingError, match=r"bbc-2004\.jsonl\.gz is needed"):
        train(plan(small, out, words, models=["bbc-2004"]))
    with pytest.raises(TrainingError, match="no model 'huge'"):
        train(plan(small, out, words, models=["huge"]))
    with pytest.raises(TrainingError, match="at least one corpus"):
        train(plan([], out, words))
    with pytest.raises(TrainingError, match=r"stop words .* cannot be read"):
        stop_words(tmp_path / "gone.txt", out, quiet)


def test_wordnet_that_is_missing_is_said(tmp_path):
    with pytest.raises(TrainingError, match="apt-get install wordnet-base wordnet-sense-index"):
        prepare_wordnet(tmp_path, source=tmp_path / "nowhere")


def test_the_lexicographer_names_are_wordnets():
    lines = lexnames().splitlines()
    assert len(lines) == 45
    assert (lines[0], lines[3], lines[29], lines[44]) == (
        "00\tadj.all\t3",
        "03\tnoun.Tops\t1",
        "29\tverb.body\t2",
        "44\tadj.ppl\t3",
    )


def test_the_stop_words_of_the_shipped_model_serve_where_nltk_has_none(monkeypatch, tmp_path):
    import nltk

    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    assert len(stop_words(None, ROOT / "artifacts", quiet)) == 179
    with pytest.raises(TrainingError, match="--stop-words"):
        stop_words(None, tmp_path, quiet)


def test_examples_are_articles_and_once_more_their_titles():
    rows = [Row("bbc-2004", "1", "", "", "Title", "Text", "tech"), Row("x", "2", "", "", "Only", "", "world")]
    rows.append(Row("x", "3", "", "", "Unlabelled", "", None))
    recipe = CurrentRecipe(section_weight=0.5, section_weights={"bbc-2004": 2.0}, headline_weight=0.25)
    documents, labels, targets, weights = examples(rows, recipe)
    assert documents == ["Title\nText", "Title\n", "Only\n"]
    assert labels == ("tech", "world")
    assert targets.tolist() == [[1, 0], [1, 0], [0, 1]]
    assert weights.tolist() == [2.0, 0.5, 0.5]


def test_a_hand_label_is_shared_out_among_all_that_it_accepts_and_counts_more():
    rows = [
        Row("x", "1", "", "", "A", "", "tech", accepted=("tech", "business")),
        Row("x", "2", "", "", "B", "", "business"),
    ]
    learnt = examples(rows, CurrentRecipe(best_share=0.5, hand_weight=6.0, section_weight=0.2))
    assert learnt.labels == ("business", "tech")
    assert learnt.targets.tolist() == [[0.25, 0.75], [1, 0]]
    assert learnt.weights.tolist() == [6.0, 0.2]
    own = Row("words", "3", "Broadsheet", "", "C", "", "tech")
    assert examples([own], CurrentRecipe()).weights.tolist() == [CurrentRecipe().own_weights["words"]]


def test_the_model_of_2022_learns_from_sections_as_it_did():
    rows = [Row("x", "1", "", "", "", "word " * 120, "tech"), Row("x", "2", "", "", "", "word " * 119, "tech")]
    assert news_2022.examples(rows, Recipe2022())[2].tolist() == [2.0, 1.0]


def test_the_lexicon_has_lines_for_every_topic():
    lexicon = read_lexicon()
    assert [corpus.name for corpus in lexicon] == ["words", "names", "invented"]
    for corpus in lexicon:
        assert {row.topic for row in corpus.rows} == set(ALL_NAMES)
        assert {row.publisher for row in corpus.rows} == {"Broadsheet"}
        assert len({row.id for row in corpus.rows}) == len(corpus.rows)


def test_the_table_of_candidates_has_folds_and_seconds(tmp_path):
    line = {"candidate": "svm", "published": 0.94, "test": 0.952, "train": 1.0, "cv": 0.961, "params": {}}
    other = {**line, "candidate": "today's recipe", "published": None, "cv": None, "seconds": 2.0, "iterations": 0}
    write_report("bbc-2004-candidates", {"n_test": 9, "candidates": [line | {"seconds": 9.2}, other]}, tmp_path)
    header, svm, ours = candidates_table(tmp_path).splitlines()
    assert header.split() == ["Candidate", "published", "ours,", "test", "ours,", "train", "folds", "seconds"]
    assert svm.split() == ["svm", "0.94", "0.952", "1.000", "0.961", "9.2"]
    assert ours.split() == ["today's", "recipe", "0.952", "1.000", "2.0"]
    assert len(header) == len(svm) == len(ours)
