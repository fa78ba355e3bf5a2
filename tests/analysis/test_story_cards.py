from core.analysis.frame import article_frame
from core.analysis.stories import Mate, mates, one_row_a_story, ranked, story, with_stories
from tests.analysis.test_stories import QUAKE, QUAKE_2
from tests.support.editions import BAY, DEAD, HILL, article, edition

STRIKE = "Train drivers strike over pay, and commuters of Moor wait for hours as the railway union talks to ministers"
STRIKE_2 = "Commuters wait as train drivers of Moor strike over pay; the railway union meets ministers"


def three_papers():
    return with_stories(
        article_frame(
            edition(
                article(BAY, 1, "politics", "Earthquake shakes the island of Tarn", QUAKE),
                article(HILL, 1, "politics", "Tarn earthquake: rescuers dig through rubble", QUAKE_2),
                article(HILL, 2, "business", "Tarn earthquake: hundreds shelter in schools", QUAKE),
                article(HILL, 3, "business", "Train drivers of Moor strike over pay", STRIKE),
                article(DEAD, 2, "business", "Moor train drivers strike over pay", STRIKE_2),
                article(DEAD, 1, "other", "Rowers win gold", "The women's eight rowed to gold on the lake"),
            )
        )
    )


def test_stories_say_who_has_them_and_among_how_many_articles_they_are_missing():
    rows = three_papers()
    quake, strike = (story(rows, number) for number in ranked(rows))  # two papers each: the newer first
    assert quake.papers == ("The Bay", "Hill & Dale")
    assert quake.missing == (("The Dead Letter", 2),)
    assert quake.topic == "politics"
    assert strike.papers == ("The Dead Letter", "Hill & Dale")
    assert strike.missing == (("The Bay", 1),)
    assert strike.articles["published"].is_monotonic_decreasing
    assert ranked(rows.head(0)) == []


def test_each_row_links_to_the_other_articles_of_its_story():
    rows = three_papers()
    found = mates(rows, rows)
    assert found[rows.index[0]] == (
        Mate("Hill & Dale", "https://hill.example/1", 1),
        Mate("Hill & Dale", "https://hill.example/2", 2),
    )
    assert found[rows.index[1]] == (
        Mate("The Bay", "https://bay.example/1", 1),
        Mate("Hill & Dale", "https://hill.example/2", 2),
    )
    assert found[rows.index[5]] == ()


def test_articles_with_the_same_text_are_linked_though_their_stories_differ():
    rows = three_papers()
    rows.loc[5, "copy_of"] = rows.loc[0, "url"]
    assert Mate("The Dead Letter", "https://dead.example/1", 1) in mates(rows, rows)[0]
    assert mates(rows, rows)[5] == (Mate("The Bay", "https://bay.example/1", 1),)


def test_a_story_has_one_row_its_newest_article():
    assert one_row_a_story(three_papers())["url"].tolist() == [
        "https://bay.example/1",
        "https://dead.example/1",
        "https://dead.example/2",
    ]
