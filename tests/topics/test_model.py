import json
import pickle
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ModelError, UsageError
from core.settings import ROOT
from core.topics.manifest import list_models, read_manifest, write_manifest
from core.topics.model import BATCH, load_model, open_model
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES, OTHER
from core.topics.text import MAX_CHARACTERS, MAX_WORDS, as_document
from core.types import Article, Doubt, Status
from tests.support.models import SHIPPED

GOAL = ("Cup final", "The striker scored a goal for the club in the cup final.")
MONEY = ("Profit warning", "Shares of the company fell after the bank raised its interest rate.")

ODD = [
    "",
    " \n\t",
    "\x00\x00",
    "\ud800 \udfff",
    "😀😀😀",
    "привет мир, как дела",
    "新聞を読む",
    "a" * 200_000,
    "₿ 12 %",
    "'s ?!",
]


def test_it_tells_the_topics_apart_and_says_so(tiny):
    sport, business = tiny.predict([GOAL, MONEY])
    assert (sport.topic, business.topic) == ("sport", "business")
    assert sport.reason is None and sport.known_words > 0.8
    assert tiny.labels == ("business", "sport")
    assert set(sport.topics) == set(tiny.labels)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_other_with_a_reason(tiny, text):
    prediction = tiny.predict_one("", text)
    assert prediction.topic == "other" and prediction.reason
    assert prediction.best in tiny.labels and 0 <= prediction.confidence <= 1


@given(st.text(), st.text())
def test_probabilities_sum_to_one_whatever_comes(tiny, title, text):
    prediction = tiny.predict_one(title, text)
    assert sum(prediction.topics.values()) == pytest.approx(1)
    assert prediction.confidence == max(prediction.topics.values()) == prediction.topics[prediction.best]
    assert 0 <= prediction.known_words <= 1
    assert (prediction.topic == "other") == (prediction.reason is not None)


def test_none_counts_as_empty(tiny):
    assert tiny.predict_one(None, None).topic == "other"
    assert tiny.predict([]) == []


def test_no_known_word_speaks_for_no_topic(tiny):
    assert set(tiny.predict_one("xyzzy", "plugh").topics.values()) == {0.5}


def test_an_unlikely_topic_is_other(tiny):
    unsure = replace(tiny, entry=replace(tiny.entry, thresholds={"business": 1.0, "sport": 1.0}))
    prediction = unsure.predict_one(*GOAL)
    assert prediction.topic == "other" and prediction.best == "sport"
    assert prediction.reason is Doubt.LOW_CONFIDENCE
    assert "below" in prediction.detail and "Sport" in prediction.detail
    assert unsure.predict_one(*GOAL).topics == tiny.predict_one(*GOAL).topics


def test_it_cannot_be_asked_for_topics_that_it_does_not_tell_apart(tiny):
    with pytest.raises(ModelError, match="knows 2 topics, not 5"):
        tiny.predict_one(*GOAL, topics=5)


def test_too_few_known_words_is_other(tiny):
    short, foreign = tiny.predict([("", "goal"), ("", "goal cup " + "gol copa partido equipo " * 5)])
    assert (short.reason, foreign.reason) == (Doubt.TOO_SHORT, Doubt.UNKNOWN_WORDS)
    assert "too few" in short.detail and "another language" in foreign.detail
    assert tiny.predict_one("", " ").reason is Doubt.NO_WORDS


def test_a_long_list_keeps_its_order(tiny):
    documents = [GOAL, MONEY] * BATCH
    assert [p.best for p in tiny.predict(documents)] == ["sport", "business"] * BATCH
    assert tiny.predict(documents)[:2] == tiny.predict([GOAL, MONEY])


def test_a_huge_text_is_cut_and_quick(tiny):
    prediction = tiny.predict_one("Cup final", "goal " * 1_000_000)
    assert prediction.best == "sport"
    assert len(as_document("t", "goal " * 1_000_000).split()) == MAX_WORDS
    assert len(as_document("t", "x" * 5_000_000)) == MAX_CHARACTERS


def test_threads_share_one_model(tiny):
    expected = tiny.predict_one(*GOAL)
    found = []
    threads = [threading.Thread(target=lambda: found.append(tiny.predict_one(*GOAL))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


class Bomb:
    def __reduce__(self):
        return (exec, ("import core.topics.model as m; m.EXPLODED = True",))


def test_an_altered_file_is_refused_and_not_unpickled(artifacts):
    import core.topics.model as module

    (artifacts / "tiny.joblib").write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(ModelError, match="not the one in the manifest"):
        load_model("tiny", artifacts)
    assert not hasattr(module, "EXPLODED")


def change(artifacts, **values):
    path = artifacts / "manifest.json"
    content = json.loads(path.read_text())
    content["models"]["tiny"].update(values)
    path.write_text(json.dumps(content))


@pytest.mark.parametrize("version", ["0.24.2", "1.999.0", "2.0"])
def test_another_scikit_learn_is_refused(artifacts, version):
    change(artifacts, sklearn=version)
    with pytest.raises(ModelError, match=f"made with scikit-learn {version}"):
        load_model("tiny", artifacts)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"file": "../tiny.joblib"}, "plain file name"),
        ({"file": "gone.joblib"}, "cannot be read"),
        ({"labels": ["sport", "tech"], "thresholds": {"sport": 0.5, "tech": 0.5}}, "same topics"),
        ({"labels": ["sport"]}, "two or more"),
        ({"thresholds": {"sport": 0.5}}, "no threshold"),
        ({"thresholds": {"sport": 0.5, "business": 7}}, "no threshold"),
        ({"thresholds": None}, "cannot be used"),
        ({"bytes": "many"}, "cannot be used: bytes"),
        ({"five": {"thresholds": {}, "sharpness": 1, "passed_on": {}}}, "lacks 'max_outside'"),
        ({"five": {"thresholds": {}, "max_outside": 1, "sharpness": 1, "passed_on": {}}}, "five topics and more"),
        ({"corpora": [{"name": "bbc-2004"}]}, "lacks 'sha256'"),
    ],
)
def test_a_manifest_that_says_something_impossible_is_refused(artifacts, values, message):
    change(artifacts, **values)
    with pytest.raises(ModelError, match=message):
        load_model("tiny", artifacts)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 99, "models": {}}', "\udc80"])
def test_a_broken_manifest_is_refused(artifacts, content):
    (artifacts / "manifest.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelError, match="manifest"):
        load_model("tiny", artifacts)


def test_a_missing_manifest_or_name_is_said(artifacts, tmp_path_factory):
    with pytest.raises(ModelError, match=r"no model named 'huge'; the manifest lists: tiny"):
        load_model("huge", artifacts)
    with pytest.raises(ModelError, match="There is no model manifest"):
        load_model("tiny", tmp_path_factory.mktemp("empty"))


def test_a_file_that_is_no_pipeline_is_refused(artifacts, tiny_pipeline):
    from tests.topics.conftest import write_tiny

    write_tiny(artifacts, {"not": "a pipeline"})
    with pytest.raises(ModelError, match="does not hold a pipeline"):
        load_model("tiny", artifacts)


def test_an_entry_without_a_required_key_is_refused_by_name(artifacts):
    content = json.loads((artifacts / "manifest.json").read_text())
    del content["models"]["tiny"]["sklearn"]
    (artifacts / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(ModelError, match=r"manifest\.json lacks 'sklearn'\.$"):
        read_manifest(artifacts)


def test_the_shipped_manifest_is_written_again_byte_for_byte(tmp_path):
    path = write_manifest(read_manifest(ROOT / "artifacts"), tmp_path)
    assert path.read_bytes() == (ROOT / "artifacts" / "manifest.json").read_bytes()


def test_the_manifest_is_read_as_it_was_written(artifacts):
    entry = read_manifest(artifacts).entry("tiny")
    assert list_models(artifacts) == ["tiny"]
    assert entry.labels == ("business", "sport") and entry.five is None


@pytest.mark.parametrize("name", ["current", "bbc-2004"])
class TestShippedModels:
    def test_it_loads_and_knows_the_topics(self, name):
        model = load_model(name, ROOT / "artifacts")
        assert model.entry.topics == (ALL_NAMES if name == "current" else CORE_NAMES)
        assert model.entry.scheme(len(CORE_NAMES)).topics == CORE_NAMES
        assert set(model.labels) <= {*model.entry.topics, *(["other"] if name == "current" else [])}
        assert set(model.thresholds) == set(model.labels)
        prediction = model.predict_one(
            "Rovers win the cup", "The striker scored twice in the final as the team won the match and the title."
        )
        assert prediction.best == prediction.topic == "sport"

    @pytest.mark.parametrize("text", ODD)
    def test_it_never_fails(self, name, text):
        prediction = SHIPPED.get(name).predict_one(text, text)
        assert prediction.topic == "other" and sum(prediction.topics.values()) == pytest.approx(1)

    def test_its_file_is_small_and_says_what_it_is(self, name):
        entry = read_manifest(ROOT / "artifacts").entry(name)
        assert entry.bytes < 25_000_000
        assert entry.corpora and entry.metrics and entry.recipe


@pytest.mark.parametrize(
    "text",
    [
        "El presidente del gobierno anunció ayer que la economía del país no va a crecer este año, dijo el ministro",
        "Le président de la République a annoncé hier que les députés voteront la loi sur les retraites à l'automne",
        "Der Bundeskanzler sagte am Dienstag, dass die Regierung in Berlin das neue Gesetz im Herbst vorlegen werde",
    ],
)
def test_the_current_model_does_not_guess_in_other_languages(text):
    prediction = SHIPPED.get("current").predict_one("", text)
    assert prediction.topic == "other"


ELECTION = Article(
    "x",
    "https://x.example/a",
    "Election in May",
    "The prime minister told parliament that the election would be held in May, and the opposition voted for it. " * 3,
)


def test_a_stub_is_classified_with_less_confidence():
    model = SHIPPED.get("current")
    whole = model.predict_article(ELECTION)
    stub = model.predict_article(replace(ELECTION, status=Status.PARTIAL))
    assert whole == model.predict_one(ELECTION.title, ELECTION.text)
    assert stub.best == whole.best
    assert stub.confidence < whole.confidence
    assert sum(stub.topics.values()) == pytest.approx(1)
    core = model.predict_article(replace(ELECTION, status=Status.PARTIAL), len(CORE_NAMES))
    assert tuple(core.topics) == (*CORE_NAMES, OTHER.name)


def test_a_model_that_a_user_names_must_be_there(artifacts):
    assert open_model("tiny", artifacts).name == "tiny"
    with pytest.raises(UsageError, match=r"^There is no model 'huge'\. There are: tiny\.$"):
        open_model("huge", artifacts)
