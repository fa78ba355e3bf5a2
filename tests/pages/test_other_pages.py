import pytest

from tests.pages.conftest import words

PAGES = {
    "pages/compare.py": "Compare",
    "pages/classify.py": "Classify",
    "pages/trends.py": "Trends",
    "pages/model.py": "Model",
}


@pytest.mark.parametrize(("path", "title"), PAGES.items())
def test_every_page_opens_without_an_edition(app, path, title):
    app.switch_page(path).run()
    assert not app.exception
    assert not app.error
    assert app.title[0].value == title


@pytest.mark.parametrize("path", ["pages/compare.py", "pages/trends.py"])
def test_pages_of_an_edition_say_how_to_get_one_and_carry_its_label(app, path):
    app.switch_page(path).run()
    app.button(key="sample_here").click().run()
    assert not app.exception
    assert "sample edition" in app.info[0].value


def test_the_edition_goes_along_to_other_pages(sample):
    sample.switch_page("pages/compare.py").run()
    assert "sample edition" in sample.info[0].value
    assert len(sample.multiselect(key="compare").value) == 5
    assert "Too few articles to say" in words(sample)


COMPARE = {
    "Blind spots": "not found among the",
    "Words": "informative Dirichlet prior",
    "Same story": "papers, ",
    "Likeness": "",
}


@pytest.mark.parametrize(("tab", "said"), COMPARE.items())
def test_every_part_of_a_comparison(sample, tab, said):
    sample.switch_page("pages/compare.py").run()
    sample.session_state["tab"] = tab
    sample.run()
    assert not sample.exception
    assert said in words(sample)
    sample.multiselect(key="compare").set_value(["The Harbour Post", "The Daily Lantern"]).run()
    assert not sample.exception
    assert said in words(sample)


def test_two_papers_and_one_against_the_others(sample):
    sample.switch_page("pages/compare.py").run()
    assert sample.selectbox(key="second").value == "the others together"
    sample.selectbox(key="first").set_value("The Daily Lantern").run()
    assert "The Daily Lantern" not in sample.selectbox(key="second").options
    sample.multiselect(key="compare").set_value(["The Harbour Post"]).run()
    assert "Choose one more newspaper" in words(sample)
    sample.multiselect(key="compare").set_value([]).run()
    assert "Choose two or more newspapers" in words(sample)


def test_one_paper_on_several_days(sample):
    sample.switch_page("pages/compare.py").run()
    next(group for group in sample.button_group if group.key == "by").set_value("One paper on several days").run()
    assert not sample.exception
    days = sample.multiselect(key="on_days")
    assert len(days.value) == 2
    days.set_value(days.options[:3]).run()
    assert not sample.exception
    days.set_value([]).run()
    assert "Choose two or more days" in words(sample)


def test_trends_find_what_was_read(sample):
    sample.switch_page("pages/trends.py").run()
    sample.toggle(key="trends_all").set_value(True).run()
    assert len(sample.table[0].value) >= 48
    sample.text_input(key="q").set_value("chancellor budget").run()
    found = sample.table[0].value
    assert 1 <= len(found) < 20
    sample.text_input(key="q").set_value("zzzyx").run()
    assert "No article matches" in words(sample)
    assert not sample.exception


def test_a_pasted_article_gets_its_topic(app):
    app.switch_page("pages/classify.py").run()
    app.text_area(key="article_text").set_value(
        "Rovers won the cup final after extra time. The striker scored twice, the goalkeeper saved a penalty and the "
        "manager praised his team's defence. The club's fans sang through the second half of the match in the stadium."
    )
    app.button(key="classify_text").click().run()
    assert not app.exception
    assert app.subheader[0].value == "Topic: Sport"
    assert [metric.label for metric in app.metric] == ["Confidence", "Words the model knows", "Words"]


def test_the_example_is_classified(app):
    app.switch_page("pages/classify.py").run()
    app.button(key="example").click().run()
    assert app.subheader[0].value == "Topic: Business"


@pytest.mark.parametrize(
    "text", ["", "   ", "\U0001f600 \U0001f600", "Ωμέγα και άλφα", "$x$ :red[y] <b>", "a" * 60_000]
)
def test_odd_text_is_unsure_and_never_an_error(app, text):
    app.switch_page("pages/classify.py").run()
    app.text_area(key="article_text").set_value(text)
    app.button(key="classify_text").click().run()
    assert not app.exception
    assert app.warning


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://169.254.169.254/latest/meta-data", "private"),
        ("file:///etc/passwd", "http"),
        ("javascript:alert(1)", "http"),
        ("http://10.0.0.1/", "private"),
    ],
)
def test_a_link_that_must_not_be_followed_is_refused_in_words(app, address, why):
    app.switch_page("pages/classify.py").run()
    next(group for group in app.button_group if group.key == "way").set_value("Link").run()
    app.text_input(key="article_link").set_value(address)
    app.button(key="classify_link").click().run()
    assert not app.exception
    assert why in app.error[0].value.casefold()
