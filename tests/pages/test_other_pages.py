import re

import pytest
from streamlit.testing.v1 import AppTest

from core.ui import keys
from core.ui.compare import comparison
from core.ui.kit import charts, shared
from core.ui.trends import finding, over_time
from tests.pages.conftest import ROOT, words

PAGES = {
    "pages/compare.py": "Compare",
    "pages/classify.py": "Classify",
    "pages/trends.py": "Trends",
    "pages/model.py": "Model",
    "pages/about.py": "About",
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
    assert "No topic differs clearly" in sample.subheader[0].value
    assert "papers, " in words(sample)  # the same story, side by side
    assert not sample.get("vega_lite_chart")
    assert not next(box for box in sample.expander if box.label.startswith("Change papers")).proto.expanded


def test_a_link_to_the_tab_likeness_still_leads_there(sample):
    sample.switch_page("pages/compare.py")
    sample.query_params["tab"] = "Likeness"
    sample.run()
    assert sample.session_state["tab"] == "Similarity"
    assert len(sample.get("vega_lite_chart")) == 2


COMPARE = {
    "Topics": "Not enough articles to tell",
    "Blind spots": "not found among the",
    "Words": "informative Dirichlet prior",
    "Same story": "papers, ",
    "Similarity": "",
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
    sample.session_state["tab"] = "Topics"
    sample.run()
    assert sample.selectbox(key="second").value == "all other papers"
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
    assert "articles, All papers" in words(sample).replace("\\", "")
    sample.text_input(key="q").set_value("chancellor budget").run()
    assert 1 <= len([menu for menu in sample.menu_button if menu.key.startswith("wrong_")]) < 20
    sample.text_input(key="q").set_value("zzzyx").run()
    assert "No article matches" in words(sample)
    assert not sample.exception


def test_about_says_what_is_kept_and_names_sources_and_licences(app):
    app.switch_page("pages/about.py").run()
    said = words(app)
    assert "Not stored" in said and "Opening the page" in said
    assert app.header[0].value == "Privacy"
    assert "BROADSHEET_CATALOGUE" in said
    assert re.search(r"\d+ newspapers from \d+ countries", said)
    [software] = [table.value for table in app.table]
    assert {"streamlit", "scikit\\-learn", "altair"} <= set(software["Software"])
    assert all(software["Licence"])


def test_about_lists_newspapers_by_country_with_owner_kind_and_sources(app):
    app.session_state["paper_list"] = True
    app.switch_page("pages/about.py").run()
    papers = app.table[0].value.set_index("Newspaper")
    assert papers["Country"].is_monotonic_increasing
    [guardian] = [papers.loc[name] for name in papers.index if name.startswith("[The Guardian](")]
    assert guardian["Country"] == "United Kingdom"
    assert guardian["Owner"].startswith("[Scott Trust Limited](https://en.wikipedia.org/wiki/")
    assert (guardian["Kind"], guardian["Tried"]) == ("Nonprofit", "not tried yet")
    assert "](https://github.com/flairNLP/fundus/blob/" in guardian["Read through"]
    assert set(papers["Kind"]) <= {"Private", "Public", "State", "Cooperative", "Nonprofit", "Not known"}


def test_days_of_a_paper_when_the_archive_is_lost(sample, monkeypatch):
    from core.errors import ArchiveError
    from core.ui import archives
    from core.ui.compare import paper_days

    def lost(edition):
        raise ArchiveError("gone")

    monkeypatch.setattr(archives, "current", lost)
    paper_days.archive_answers.clear()
    sample.switch_page("pages/compare.py").run()
    next(group for group in sample.button_group if group.key == "by").set_value("One paper on several days").run()
    assert not sample.exception
    assert "The archive cannot be read now" in words(sample)
    assert len(sample.multiselect(key="on_days").value) == 2  # of what is in memory
    paper_days.archive_answers.clear()


def test_a_topic_of_ones_own_is_compared(sample):
    sample.switch_page("pages/compare.py").run()
    sample.session_state["tab"] = "Your own topic"
    sample.run()
    assert "Type words" in words(sample)
    sample.text_input(key="about").set_value("council").run()
    said = words(sample)
    assert not sample.exception
    assert "“council” is in" in said
    assert "Too few articles from each paper" in said
    assert set(sample.table[0].value["Articles that match"].str.split(" of ").str[1]) == {"11", "12"}
    sample.text_input(key="about").set_value('"open').run()
    assert "quotation mark" in sample.warning[-1].value
    assert not sample.exception


def test_a_topic_of_ones_own_with_enough_articles_is_drawn(sample, monkeypatch):
    from core.analysis.shares import attention
    from core.charts import attention as drawn

    for module in (attention, drawn):
        monkeypatch.setattr(module, "MIN_ARTICLES", 5)
    sample.switch_page("pages/compare.py").run()
    sample.session_state["tab"] = "Your own topic"
    sample.run()
    sample.text_input(key="about").set_value("council").run()
    assert not sample.exception
    [chart] = sample.get("vega_lite_chart")
    assert "No paper differs" in chart.proto.spec
    assert "2 of 12" in chart.proto.spec or len(chart.proto.datasets) > 0


def test_a_comparison_of_papers_is_drawn_once_for_all_visitors(sample, monkeypatch):
    drawn = []
    specification = charts.specification
    monkeypatch.setattr(charts, "specification", lambda *given: drawn.append(given) or specification(*given))
    shared.results.clear()
    sample.switch_page("pages/compare.py")
    sample.query_params["tab"] = "Similarity"
    sample.run()
    sample.run()
    assert len(drawn) == 2
    sample.multiselect(key="compare").set_value(["The Harbour Post", "The Daily Lantern"]).run()
    assert len(drawn) == 4
    sample.multiselect(key="compare").set_value(["The Daily Lantern", "The Harbour Post"]).run()
    assert len(drawn) == 6
    sample.multiselect(key="compare").set_value(["The Harbour Post", "The Daily Lantern"]).run()
    assert len(drawn) == 6


def test_trends_draws_its_panels_once_for_equal_figures(sample, monkeypatch):
    drawn = []
    specification = charts.specification
    monkeypatch.setattr(charts, "specification", lambda *given: drawn.append(given) or specification(*given))
    shared.results.clear()
    sample.switch_page("pages/trends.py").run()
    first = len(drawn)
    assert first == len(sample.get("vega_lite_chart")) > 0
    sample.run()
    assert len(drawn) == first
    next(group for group in sample.button_group if group.key == keys.TREND_PERIOD).set_value("Month").run()
    assert len(drawn) > first


def counted(monkeypatch, module, name):
    """Count the calls of a function of a module."""
    calls, real = [], getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given, **named: calls.append(name) or real(*given, **named))
    return calls


def test_trends_estimates_shares_once_for_equal_counts(sample, monkeypatch):
    shared.results.clear()
    estimated = counted(monkeypatch, over_time, "over_time")
    changed = counted(monkeypatch, finding, "change")
    sample.switch_page("pages/trends.py").run()
    said = words(sample)
    sample.run()
    assert (len(estimated), words(sample)) == (1, said)
    assert len(changed) <= 1
    next(group for group in sample.button_group if group.key == keys.TREND_APART).set_value("Separate").run()
    assert len(estimated) == 2
    assert "has the largest share" in words(sample)


def test_the_stories_of_a_comparison_are_written_once_and_any_visitor_corrects_them(sample, monkeypatch):
    shared.results.clear()
    found = counted(monkeypatch, comparison, "shared_stories")
    sample.switch_page("pages/compare.py").run()
    other = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    other.query_params["edition"] = "sample"
    other.switch_page("pages/compare.py").run()
    assert not other.exception
    assert len(found) == 1
    assert words(other) == words(sample)
    links = [set(re.findall(r"\(#wrong-(\w+)\)", words(at))) for at in (sample, other)]
    assert links[0] == links[1] != set()
    assert links[1] <= set(other.session_state[keys.CORRECTION_LINKS])
