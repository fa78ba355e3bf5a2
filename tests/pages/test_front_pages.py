from core.topics.taxonomy import ALL_NAMES
from tests.pages.conftest import words


def test_a_first_visitor_learns_what_to_do(app):
    assert app.title[0].value == "Broadsheet"
    assert "Read now" in words(app)
    assert app.button(key="read_now").label == "Read now"
    assert not app.button(key="read_now").disabled
    assert {"guardian", "sky-news", "mirror", "daily-mail"} <= set(app.multiselect(key="papers").value)


def test_without_papers_there_is_nothing_to_read(app):
    app.multiselect(key="papers").set_value([]).run()
    assert app.button(key="read_now").disabled
    assert "Choose at least one newspaper" in words(app)


def test_the_sample_edition_is_labelled_and_whole(sample):
    said = words(sample)
    assert "sample edition" in sample.info[0].value
    assert sample.query_params["edition"] in ("sample", ["sample"])
    assert "Not read: The Evening Signal" in said.replace("\\", "")
    assert len(sample.table[0].value) == 25
    sample.toggle(key="articles_all").set_value(True).run()
    assert len(sample.table[0].value) >= 48
    report = sample.table[1].value
    assert len(report) == 6
    assert set(report["Status"]) >= {"ok", "failed"}
    assert all(row.Why for row in report.itertuples() if row.Status == "failed")


def test_a_topic_filters_the_table(sample):
    everything = len(sample.table[0].value)
    pills = next(group for group in sample.button_group if group.key == "topic")
    pills.set_value("sport").run()
    shown = sample.table[0].value
    assert 0 < len(shown) < everything
    assert set(shown["Topic"]) == {"Sport"}


def test_share_or_count(sample):
    measure = next(group for group in sample.button_group if group.key == "measure")
    measure.set_value("Count").run()
    assert not sample.exception


def test_a_link_opens_the_sample_edition(app):
    app.query_params["edition"] = "sample"
    app.run()
    assert "sample edition" in app.info[0].value


def test_unknown_values_in_the_link_do_no_harm(app):
    for key, value in {
        "papers": "nobody",
        "limit": "-7",
        "topic": ALL_NAMES[0] + "'",
        "measure": "x",
        "edition": "y",
    }.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    assert not app.error
