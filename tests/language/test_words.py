"""Words are counted in every script."""

import pytest

from core.language.words import count_words, first_words, is_unspaced, overlapping_pieces, split_words, without_unspaced


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("市議会は冬の間も渡し船を残すことを決めた。", 8, 12),
        ("码头将于九月扩建，工程约需十四个月。", 7, 10),
        ("ท่าเรือจะขยายในเดือนกันยายน", 5, 8),
        ("ທ່າເຮືອຈະຂະຫຍາຍໃນເດືອນກັນຍາ", 5, 8),
        ("កំពង់ផែនឹងត្រូវពង្រីកនៅខែកញ្ញា", 5, 9),
        ("議会、2024年の予算をBBCに説明", 8, 12),
    ],
)
def test_scripts_without_spaces_have_words(text, low, high):
    assert is_unspaced(text) and low <= count_words(text) <= high


@pytest.mark.parametrize(
    "text",
    [
        "The quay, widened at last.",
        "부두는 9월에 확장된다",
        "Причал расширят в сентябре",
        "رصيف الميناء يتوسع",
        " a\u00a0b\tc\n",
        "",
    ],
)
def test_other_scripts_are_split_at_blanks(text):
    assert split_words(text) == text.split()


@pytest.mark.parametrize(
    ("text", "pieces", "rest"),
    [
        ("東京の地震", ["東京", "京の", "の地", "地震"], " "),
        ("苹果 iPhone 17", ["苹果"], "  iPhone 17"),
        ("雨", ["雨"], " "),
        ("ท่าเรือ", ["ท่าเ", "่าเร", "าเรื", "เรือ"], " "),
        ("The quay", [], "The quay"),
    ],
)
def test_scripts_without_spaces_are_taken_apart_into_pieces(text, pieces, rest):
    assert overlapping_pieces(text) == pieces
    assert without_unspaced(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "市議会は冬の間も渡し船を残すことを決めた。\n予算は一億円。",
        "ท่าเรือจะขยายในเดือนกันยายน และต่อไป",
        "The quay,  widened\nat last.",
        "議会、2024年の予算をBBCに説明",
    ],
)
def test_a_text_is_cut_behind_its_first_words(text):
    for most in range(1, count_words(text) + 2):
        cut = first_words(text, most)
        assert text.startswith(cut) and count_words(cut) == min(most, count_words(text))
    assert first_words(text, 10**6) == text.strip()
    assert first_words("", 3) == ""
