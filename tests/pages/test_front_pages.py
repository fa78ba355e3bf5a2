from core.topics.taxonomy import ALL_NAMES
from tests.pages.conftest import words


def test_a_first_visitor_learns_what_to_do(app):
    assert app.title[0].value == "Broadsheet"
    assert "Read the papers" in words(app)
    assert app.button(key="read_now").label == "Read the papers"
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
    assert "Could not be read: The Evening Signal" in said.replace("\\", "")
    assert "papers" in sample.subheader[0].value  # the sentence on top
    assert len(sample.table[0].value) == 25
    by_article(sample)
    sample.toggle(key="articles_all").set_value(True).run()
    assert len(sample.table[0].value) >= 48


def by_article(at):
    """One row an article in place of one a story."""
    next(group for group in at.button_group if group.key == "rows").set_value("By article").run()


def test_the_stories_that_most_papers_share_come_first(sample):
    cards = [str(part.value) for part in sample.markdown if " papers** :gray-badge" in str(part.value)]
    papers = [int(card[2]) for card in cards]
    assert papers == sorted(papers, reverse=True)
    assert papers[0] == 4
    assert cards[0] == "**4 of 5 papers** :gray-badge[Politics]"
    said = words(sample).replace("\\", "")
    assert "Not among the 11 articles read from Northfield Courier." in said
    assert "Not among the articles read from The Harbour Post (12) or The Daily Lantern (11)." in said
    assert len(cards) == 5
    sample.button(key="more_stories").click().run()
    assert len([part for part in sample.markdown if " papers** :gray-badge" in str(part.value)]) == 6
    assert not [button for button in sample.button if button.key == "more_stories"]


def test_a_story_has_one_row_with_links_to_its_other_articles(sample):
    sample.toggle(key="articles_all").set_value(True).run()
    by_story = sample.table[0].value
    kesh = by_story[by_story["Article"].str.contains("Kesh")]
    assert len(kesh) == 1
    assert kesh["Also in"].iloc[0].startswith("[Northfield Courier](https://northfield")
    assert "[The Daily Lantern \\(2\\)](https://" in "".join(by_story["Also in"])
    by_article(sample)
    assert len(sample.table[0].value) > len(by_story)
    assert sample.table[0].value["Article"].str.contains("Kesh").sum() == 2


def test_the_list_names_paper_time_with_zone_and_a_section_that_disagrees(sample):
    rows = sample.table[0].value
    assert list(rows) == ["Article", "Topic", "Also in", "Menu"]
    assert rows["Article"].str.contains(r" UTC(?: · Filed by the paper under [^\]]+)?\]$").all()
    assert rows["Article"].str.contains("Filed by the paper under Showbiz").any()
    assert rows["Topic"].str.contains(">99%").any()


def test_the_read_report_is_one_click_away(sample):
    sample.session_state["report"] = True
    sample.run()
    report = sample.table[1].value
    assert len(report) == 6
    assert set(report["Status"]) >= {"ok", "failed"}
    assert all(row.Why for row in report.itertuples() if row.Status == "failed")


def test_the_table_and_downloads_of_a_chart_are_one_click_away(sample):
    assert not sample.dataframe
    sample.session_state["mix_more"] = True
    sample.run()
    assert not sample.exception
    assert set(sample.dataframe[0].value["paper"]) >= {"The Harbour Post"}
    keys = {button.key for button in sample.get("download_button")}
    assert {"mix_png", "mix_svg", "mix_html", "mix_csv", "mix_xlsx"} <= keys


def test_filters_narrow_the_table_and_are_cleared(sample):
    sample.multiselect(key="of").set_value(["The Daily Lantern"]).run()
    assert sample.table[0].value["Article"].str.contains(":small[The Daily Lantern ·", regex=False).all()
    sample.slider(key="sure").set_value(90).run()
    assert "match" in words(sample)
    sample.text_input(key="words").set_value("zzzyx").run()
    assert "Relax one" in words(sample)
    sample.button(key="clear").click().run()
    assert len(sample.table[0].value) == 25
    assert not sample.exception


def test_a_table_says_who_else_tells_the_story(sample):
    also = sample.table[0].value["Also in"]
    assert also.str.contains(r"\[The Harbour Post\]\(https://").any()


def test_papers_in_any_order(sample):
    for order in sample.selectbox(key="order").options:
        sample.selectbox(key="order").select(order).run()
        assert not sample.exception


def test_a_topic_filters_the_table(sample):
    everything = len(sample.table[0].value)
    pills = next(group for group in sample.button_group if group.key == "topic")
    pills.set_value("sport").run()
    shown = sample.table[0].value
    assert 0 < len(shown) < everything
    assert shown["Topic"].str.startswith("Sport :small[").all()


def test_a_link_opens_the_sample_edition(app):
    app.query_params["edition"] = "sample"
    app.run()
    assert "sample edition" in app.info[0].value


def test_a_link_keeps_one_row_an_article(app):
    app.query_params["edition"], app.query_params["rows"] = "sample", "By article"
    app.run()
    assert app.table[0].value["Article"].str.contains("Kesh").sum() == 2


def test_unknown_values_in_the_link_do_no_harm(app):
    for key, value in {
        "papers": "nobody",
        "limit": "-7",
        "topic": ALL_NAMES[0] + "'",
        "measure": "x",
        "edition": "y",
        "rows": "z",
    }.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    assert not app.error


def test_a_wrong_topic_is_corrected_beside_it_and_taken_back(sample):
    links = sample.table[0].value["Menu"]
    assert links.str.fullmatch(r"\[More\]\(#wrong-[0-9a-f]{16}\)").all()
    assert links.is_unique
    name = links[3].removeprefix("[More](#wrong-").removesuffix(")")
    sample.session_state["flag_asked"] = name  # what a click on the link sets
    sample.run()
    pills = next(group for group in sample.button_group if group.key == f"flag_{name}")
    assert "Wrong topic?" in words(sample)
    assert "Filed by the paper under Business" in words(sample)
    assert "you can undo it" in pills.label
    right = "health" if "health" in pills.options or "Health" in pills.options else pills.options[0]
    pills.set_value(right).run()
    assert "waits for review" in words(sample)
    sample.button(key=f"flag_{name}_undo").click().run()
    assert "waits for review" not in words(sample)
    assert any(group.key == f"flag_{name}" for group in sample.button_group)


def test_a_link_to_a_correction_that_nobody_knows_asks_nothing(sample):
    sample.session_state["flag_asked"] = "0" * 16
    sample.run()
    assert not sample.exception
    assert not [group for group in sample.button_group if str(group.key).startswith("flag_")]


def test_the_frame_stays_around_a_page_that_runs_again(app):
    app.button(key="sample").click().run().run()
    assert [title.value for title in app.title] == ["Broadsheet"]
