"""Grouping articles into stories: what must not matter, and languages other than English."""

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import core.analysis.story_groups as groups
import core.analysis.story_likeness as likeness
from benchmarks.clustering import b_cubed
from benchmarks.stories import labelled
from benchmarks.synthetic import Words
from core.analysis.story_groups import cluster

ROWS = labelled("development")
ARTICLES = [(row["title"], row["lead"]) for row in ROWS]
TITLES = [(row["title"], "") for row in ROWS]
WHEN = [at % 7 * 10_800.0 for at in range(len(ROWS))]
HALF = [at if number % 2 else float("nan") for number, at in enumerate(WHEN)]
LABELS = {name: cluster(ARTICLES, when).tolist() for name, when in (("timed", WHEN), ("half", HALF))}


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([("timed", WHEN), ("half", HALF)]))
def test_the_order_of_articles_does_not_matter(chance, timed):
    name, when = timed
    order = list(range(len(ARTICLES)))
    chance.shuffle(order)
    found = cluster([ARTICLES[at] for at in order], [when[at] for at in order]).tolist()
    assert b_cubed([LABELS[name][at] for at in order], found).f1 == 1
    assert list(dict.fromkeys(found)) == list(range(max(found) + 1))  # numbers as they come


@pytest.mark.parametrize("stranger", ["Cheese festival opens in a village of ninety people", "...", "", "地震"])
def test_an_unrelated_article_changes_no_other_group(stranger):
    found = cluster([*ARTICLES, (stranger, "")], [*WHEN, 0.0]).tolist()
    assert found.count(found[-1]) == 1
    assert b_cubed(LABELS["timed"], found[:-1]).f1 == 1


def test_many_unrelated_titles_change_groups_little():
    words = Words(random.Random(8))
    strangers = [(words.some(9), "") for _ in range(1_000)]
    alone = cluster(TITLES, WHEN).tolist()
    found = cluster([*TITLES, *strangers], [*WHEN, *(at * 40.0 for at in range(1_000))]).tolist()
    assert b_cubed(alone, found[: len(TITLES)]).f1 >= 0.97
    assert not set(found[: len(TITLES)]) & set(found[len(TITLES) :])


def test_a_live_blog_of_many_subjects_does_not_chain_them():
    blog = ("Live: earthquake in Tarn, cup final, interest rates, storm warnings and an election", "")
    found = cluster([*TITLES, blog], [*WHEN, 0.0]).tolist()
    assert found.count(found[-1]) <= 6
    assert b_cubed(cluster(TITLES, WHEN).tolist(), found[:-1]).f1 >= 0.97


@pytest.mark.parametrize("chunk", [1, 7, 40])
@pytest.mark.parametrize("name", ["timed", "half"])
def test_comparing_in_small_chunks_gives_the_same(monkeypatch, chunk, name):
    monkeypatch.setattr(likeness, "CHUNK", chunk)
    monkeypatch.setattr(likeness, "MAX_PAIRS", 3)
    assert cluster(ARTICLES, WHEN if name == "timed" else HALF).tolist() == LABELS[name]


def test_frequent_words_count_where_rarer_ones_bring_articles_together(monkeypatch):
    monkeypatch.setattr(likeness, "MAX_ARTICLES_OF_WORD", 4)
    assert b_cubed(LABELS["timed"], cluster(ARTICLES, WHEN).tolist()).f1 >= 0.95


def test_groups_too_large_to_compare_at_once_are_divided(monkeypatch):
    monkeypatch.setattr(groups, "MAX_BLOCK", 4)
    sizes = Counter(cluster(ARTICLES, WHEN).tolist())
    assert 1 < max(sizes.values()) <= 5
    same = [("Earthquake shakes Tarn", "")] * 10
    assert len(set(cluster(same).tolist())) == 1  # all but equal: one group, however large


@pytest.mark.parametrize("most", [2_000, 100])
def test_the_same_headline_hundreds_of_times_is_one_story(monkeypatch, most):
    monkeypatch.setattr(groups, "MAX_BLOCK", most)
    same, silent = [("Earthquake shakes Tarn", "")] * 500, [("...", "")] * 500
    found = cluster([*same, *silent], [at * 60.0 for at in range(1_000)]).tolist()
    assert len(set(found[:500])) == 1
    assert len(set(found[500:])) == 500


def test_each_article_is_compared_with_the_days_around_it_only():
    words = Words(random.Random(8))
    titles, texts = [words.some(9) for _ in range(2_500)], [""] * 2_500

    def pairs(a_day):
        when = np.arange(2_500) * 86_400 / a_day
        return sum(len(first) for first, _, _ in likeness.links(likeness.represent(titles, texts, when), 0.1))

    assert pairs(100) < pairs(2_500) / 2


def test_what_is_known_of_time_counts():
    pair = [("Flood closes the harbour of Velia", ""), ("Velia harbour shut after the flood", "")]
    day = 86_400.0
    assert len(set(cluster(pair, [0.0, 3_600.0]).tolist())) == 1
    assert len(set(cluster(pair, [0.0, 5 * day]).tolist())) == 2
    assert len(set(cluster(pair, [float("nan"), 5 * day]).tolist())) == 1


@pytest.mark.parametrize(
    ("titles", "stories"),
    [
        (
            [
                "Bundestag beschließt Rentenpaket nach langem Streit",
                "Rentenpaket im Bundestag: Koalition setzt sich durch",
                "Bayern gewinnt das Spitzenspiel gegen Dortmund mit 3:1",
                "FC Bayern schlägt Dortmund im Spitzenspiel",
                "Der Winter kommt mit Schnee nach Sachsen und auf die Alpen",
            ],
            [0, 0, 1, 1, 2],
        ),
        (
            [
                "El Congreso aprueba los presupuestos tras una larga negociación",
                "Los presupuestos salen adelante en el Congreso por la mínima",
                "Un incendio en Valencia obliga a desalojar a los vecinos de un edificio",
                "Los bomberos luchan contra un incendio en un edificio de Valencia",
                "El precio de la luz sube por los costes de la red",
            ],
            [0, 0, 1, 1, 2],
        ),
        (
            [
                "Землетрясение на Камчатке: объявлена угроза цунами",
                "На Камчатке произошло сильное землетрясение",
                "ЦБ сохранил ключевую ставку на уровне 16%",
                "Банк России оставил ключевую ставку без изменений",
            ],
            [0, 0, 1, 1],
        ),
        (
            [
                "央行宣布下调存款准备金率0.5个百分点",
                "中国央行下调存款准备金率 释放长期资金",
                "世界杯预选赛：国足0比1不敌澳大利亚",
                "国足主场输给澳大利亚 世界杯出线形势严峻",
                "上海地铁新线路今日开通",
            ],
            [0, 0, 1, 1, 2],
        ),
        (
            [
                "能登半島で震度6強の地震、津波警報を発表",
                "能登半島地震 各地で停電、津波警報続く",
                "日銀が利上げを決定、政策金利0.75%に",
                "日銀、追加利上げ 政策金利は30年ぶり高水準",
                "新しい図書館が京都で開館",
            ],
            [0, 0, 1, 1, 2],
        ),
        (
            [
                "แผ่นดินไหวในเชียงใหม่ ทำให้อาคารเสียหาย",
                "เชียงใหม่แผ่นดินไหว อาคารหลายแห่งเสียหาย",
                "ธนาคารกลางลดดอกเบี้ยนโยบาย",
            ],
            [0, 0, 1],
        ),
    ],
    ids=["German", "Spanish", "Russian", "Chinese", "Japanese", "Thai"],
)
def test_other_languages(titles, stories):
    assert cluster([(title, "") for title in titles]).tolist() == stories
