import pytest

from core.topics.explain import explain
from tests.support.models import SHIPPED

TITLE = "Striker scores"
TEXT = "The striker scored a goal in the cup final. Shares of the company fell."


def test_words_speak_for_their_topic_and_against_the_other(tiny):
    sport = explain(tiny, TITLE, TEXT)
    assert sport.topic == "sport"
    assert {"striker", "goal", "cup"} <= {term for term, _ in sport.for_}
    assert {"shares", "company"} <= {term for term, _ in sport.against}
    assert all(weight > 0 for _, weight in sport.for_) and all(weight < 0 for _, weight in sport.against)
    business = dict(explain(tiny, TITLE, TEXT, "business").for_)
    assert "shares" in business


def test_the_weightiest_come_first_and_no_more_than_asked_for(tiny):
    weights = [weight for _, weight in explain(tiny, TITLE, TEXT, n=3).for_]
    assert weights == sorted(weights, reverse=True) and len(weights) == 3
    against = [weight for _, weight in explain(tiny, TITLE, TEXT, n=3).against]
    assert against == sorted(against)


def test_a_text_without_known_words_has_no_words_for_or_against(tiny):
    nothing = explain(tiny, "", "")
    assert nothing.for_ == () and nothing.against == () and nothing.known_words == 0


def test_an_unknown_topic_is_an_error(tiny):
    with pytest.raises(KeyError):
        explain(tiny, TITLE, TEXT, "no such topic")


def test_known_words_is_a_share(tiny):
    assert explain(tiny, "", "goal xyzzy").known_words == 0.5


@pytest.mark.parametrize("name", ["current", "bbc-2004"])
def test_both_shipped_models_explain_themselves(name):
    model = SHIPPED.get(name)
    explanation = explain(model, "", "The team won the match and the company sold its shares to the market.", "sport")
    assert any("team" in term for term, _ in explanation.for_)
    assert "company" in {term for term, _ in explanation.against}
    empty = explain(model, "", "")
    assert empty.for_ == () and empty.against == ()
