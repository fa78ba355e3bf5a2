from core.settings import ROOT, Settings
from core.topics.manifest import list_models
from core.topics.names import BBC_2004, CHART_TITLES, CURRENT, NEWS_2022, TITLES, in_prose


def test_the_shipped_models_have_a_name_and_a_title_each():
    assert list_models(ROOT / "artifacts") == [CURRENT, BBC_2004] == list(TITLES)
    assert list(CHART_TITLES) == [CURRENT, NEWS_2022, BBC_2004]
    assert Settings.model_fields["model"].default == CURRENT


def test_a_sentence_names_a_model_as_readers_know_it():
    assert [in_prose(name) for name in (CURRENT, "tiny")] == ["today's model", "the model tiny"]
