import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.topics.schemes import Refusal, TopicScheme, is_core, runner_up
from core.topics.taxonomy import ALL_NAMES, CORE_NAMES
from core.types import Doubt, Scheme
from tests.support.models import SHIPPED

WHOLE = TopicScheme(ALL_NAMES, dict.fromkeys(ALL_NAMES, 0.5))
CORE = TopicScheme(CORE_NAMES, dict.fromkeys(CORE_NAMES, 0.5), 0.6, 1.35, {"world": {"politics": 0.3}})


LABELS = (*ALL_NAMES, "other")
WITH_OTHER = TopicScheme(LABELS, dict.fromkeys(LABELS, 0.3))
FIVE_AND_OTHER = TopicScheme(
    (*CORE_NAMES, "other"), dict.fromkeys((*CORE_NAMES, "other"), 0.3), 1.0, 1.35, {"world": {"politics": 0.3}}
)
TOO_SHORT = Refusal(Doubt.TOO_SHORT, "Too short.")


def shares(**given):
    rest = (1 - sum(given.values())) / (len(ALL_NAMES) - len(given))
    return {name: given.get(name, rest) for name in ALL_NAMES}


@st.composite
def probabilities(draw):
    parts = draw(
        st.lists(st.floats(0, 1), min_size=len(ALL_NAMES), max_size=len(ALL_NAMES)).filter(
            lambda numbers: sum(numbers) > 0.1
        )
    )
    return dict(zip(ALL_NAMES, [part / sum(parts) for part in parts], strict=True))


@given(probabilities())
def test_either_scheme_gives_probabilities_that_sum_to_one(given):
    for scheme in (CORE, WHOLE):
        found = scheme.probabilities(given)
        assert tuple(found) == scheme.labels
        assert sum(found.values()) == pytest.approx(1)
        assert all(p >= 0 for p in found.values())
    assert WHOLE.probabilities(given) == given


@given(probabilities(), st.floats(0, 1))
def test_a_prediction_of_all_topics_is_recast_as_the_core_scheme_would_have_put_it(given, known):
    for too_little in (None, TOO_SHORT):
        whole = WHOLE.predict(given, known, too_little)
        assert CORE.recast(whole) == CORE.predict(given, known, too_little)


def test_a_part_of_what_is_left_out_speaks_for_a_topic_that_is_kept():
    given = shares(politics=0.3, business=0.31, world=0.3)
    without = TopicScheme(CORE_NAMES, CORE.thresholds, 0.6, 1.35)
    assert max(without.probabilities(given), key=without.probabilities(given).__getitem__) == "business"
    assert CORE.predict(given, 1.0).best == "politics"


def test_sharpness_makes_the_likeliest_surer():
    given = shares(sport=0.5, tech=0.3)
    dull = TopicScheme(CORE_NAMES, CORE.thresholds, 0.6, 1.0)
    assert CORE.probabilities(given)["sport"] > dull.probabilities(given)["sport"]


def test_what_is_mostly_about_something_else_is_other_and_says_what():
    prediction = CORE.predict(shares(health=0.7, tech=0.2), 1.0)
    assert prediction.topic == "other" and prediction.best == "tech" and prediction.elsewhere == "health"
    assert (prediction.reason, prediction.shown) == (Doubt.OUTSIDE_TOPICS, "other")
    assert "Health" in prediction.detail and f"{len(CORE_NAMES)} topics" in prediction.detail
    assert WHOLE.predict(shares(health=0.7, tech=0.2), 1.0).topic == "health"


def test_nothing_known_of_the_kept_topics_speaks_for_none_of_them():
    given = {name: float(name == "health") for name in ALL_NAMES}
    assert set(CORE.probabilities(given).values()) == {1 / len(CORE_NAMES)}


def test_the_second_topic_is_told_only_where_it_is_close():
    assert runner_up(WHOLE.predict(shares(sport=0.45, tech=0.4), 1.0)) == "tech"
    assert runner_up(WHOLE.predict(shares(sport=0.8, tech=0.1), 1.0)) is None
    assert runner_up(WHOLE.predict(shares(sport=0.45, tech=0.4), 1.0, TOO_SHORT)) is None
    assert is_core(CORE_NAMES) and not is_core(ALL_NAMES)


def test_the_shipped_model_serves_the_core_topics_and_all():
    model = SHIPPED.get("current")
    article = (
        "Nurses vote to strike",
        "Hospital nurses will strike over pay as patients wait for surgery and vaccines.",
    )
    whole, core = model.predict_one(*article), model.predict_one(*article, topics=len(CORE_NAMES))
    assert (model.entry.topics, model.entry.scheme(len(CORE_NAMES)).topics) == (ALL_NAMES, CORE_NAMES)
    assert (tuple(whole.topics), tuple(core.topics)) == (model.labels, model.entry.scheme(len(CORE_NAMES)).labels)
    assert model.entry.scheme(len(CORE_NAMES)).recast(whole) == core
    assert whole.best == "health"


def test_a_scheme_has_the_name_by_which_the_archive_keeps_counts():
    assert (CORE.kind, WHOLE.kind) == (Scheme.CORE, Scheme.ALL)
    assert (FIVE_AND_OTHER.kind, WITH_OTHER.kind) == (Scheme.CORE, Scheme.ALL)


def test_other_news_is_an_answer_and_unsure_is_none():
    answer = WITH_OTHER.predict({**shares(other=0.6), "other": 0.6}, 1.0)
    assert (answer.topic, answer.best, answer.shown, answer.reason, answer.detail) == ("other",) * 3 + (None, None)
    torn = WITH_OTHER.predict(dict.fromkeys(LABELS, 0.09) | {"other": 0.19}, 1.0)
    assert (torn.topic, torn.best, torn.shown) == ("other", "other", "unsure")
    assert torn.reason == Doubt.LOW_CONFIDENCE and "Other news is likeliest with 19%" in torn.detail


@given(probabilities(), st.floats(0, 1))
def test_among_five_topics_what_is_left_out_is_other_news(given, other):
    given = {name: p * (1 - other) for name, p in given.items()} | {"other": other}
    plain = TopicScheme(FIVE_AND_OTHER.labels, FIVE_AND_OTHER.thresholds)
    found = plain.probabilities(given)
    assert tuple(found) == (*CORE_NAMES, "other") and sum(found.values()) == pytest.approx(1)
    assert found["other"] == pytest.approx(other + sum(given[name] for name in ALL_NAMES if name not in CORE_NAMES))
    assert sum(FIVE_AND_OTHER.probabilities(given).values()) == pytest.approx(1)
    answer = FIVE_AND_OTHER.recast(WITH_OTHER.predict(given, 1.0))
    assert answer == FIVE_AND_OTHER.predict(given, 1.0)
    assert (answer.shown == "unsure") == (answer.reason is not None) and answer.reason is not Doubt.OUTSIDE_TOPICS


def test_an_article_about_health_is_other_news_among_five_topics_and_says_of_what():
    answer = FIVE_AND_OTHER.predict({**shares(health=0.7), "other": 0.0}, 1.0)
    assert (answer.topic, answer.best, answer.reason, answer.elsewhere) == ("other", "other", None, "health")
    crime = FIVE_AND_OTHER.predict(dict.fromkeys(LABELS, 0.02) | {"other": 0.82}, 1.0)
    assert (crime.best, crime.elsewhere) == ("other", None)
    split = FIVE_AND_OTHER.predict(dict.fromkeys(LABELS, 0.0) | {"world": 0.5, "politics": 0.5}, 1.0)
    assert split.best == "politics" and split.elsewhere is None


def test_a_part_that_speaks_for_a_kept_topic_is_not_counted_as_other_news_too():
    found = TopicScheme((*CORE_NAMES, "other"), {}, passed_on={"world": {"politics": 0.3}}).probabilities(
        dict.fromkeys(LABELS, 0.0) | {"world": 1.0}
    )
    assert (found["politics"], found["other"]) == (pytest.approx(0.3), pytest.approx(0.7))
