import pytest

from core.analysis.compare import difference_sentence, share_differences, telling_difference
from core.analysis.frame import article_frame
from core.intervals import newcombe
from tests.support.editions import BAY, HILL, article, edition, small_edition

FRAME = article_frame(small_edition())
PAPERS = ["The Bay", "Hill & Dale"]


def many(sport, politics, n=60):
    items = [article(BAY, i, "sport" if i < sport else "politics") for i in range(n)]
    items += [article(HILL, i, "politics" if i < politics else "sport") for i in range(n)]
    return article_frame(edition(*items))


def test_few_articles_never_make_a_clear_difference():
    frame = article_frame(small_edition())
    table = share_differences(frame, "The Bay", "Hill & Dale").set_index("topic")
    assert not table["clear"].any()
    assert table.loc["sport", "points"] == pytest.approx(200 / 3)


def test_many_articles_do():
    items = [article(BAY, i, "sport") for i in range(30)] + [article(HILL, i, "politics") for i in range(30)]
    table = share_differences(article_frame(edition(*items)), "The Bay", "Hill & Dale")
    assert table["clear"].all()


def test_few_articles_are_said_to_be_few():
    said = difference_sentence(share_differences(FRAME, *PAPERS), *PAPERS)
    assert said.startswith("Too few articles to say: with 3 of The Bay and 2 of Hill & Dale")


def test_a_clear_difference_is_said_with_its_interval():
    table = share_differences(many(50, 50), *PAPERS)
    said = difference_sentence(table, *PAPERS)
    assert "sport (+67 points" in said
    assert "politics (−67 points" in said
    assert said.startswith("The Bay differs clearly from Hill & Dale")
    assert "-" not in said  # a minus is no hyphen


def test_one_paper_against_the_others_together():
    table = share_differences(many(50, 50), "The Bay", ["Hill & Dale", "The Dead Letter"])
    assert table["other_n"].unique().tolist() == [60]


@pytest.mark.parametrize(("n", "m"), [(5, 5), (12, 12), (100, 60)])
def test_the_least_telling_difference_is_clear_and_one_less_is_not(n, m):
    least = telling_difference(n, m)
    assert least is not None
    b = round(0.2 * m)
    clear = [a for a in range(n + 1) if a / n > b / m and newcombe(a, n, b, m)[0] > 0]
    assert least == pytest.approx(100 * (clear[0] / n - b / m), abs=1)
    assert newcombe(clear[0] - 1, n, b, m)[0] <= 0


def test_no_articles_tell_nothing():
    assert telling_difference(0, 5) is None
    assert telling_difference(1, 1) is None
    assert "no classified article" in difference_sentence(share_differences(FRAME.head(0), *PAPERS), *PAPERS)
