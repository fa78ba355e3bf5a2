import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone

from core.settings import ROOT
from core.topics.text import (
    MAX_WORDS,
    NewsCleaner,
    OriginalCleaner,
    VerbLemmas,
    as_document,
    one_pass_is_enough,
)
from core.training.data.wordnet import DEBIAN, find_wordnet, verb_lemmas
from core.training.recipes.bbc_2004 import clean_like_the_original

LEMMAS = VerbLemmas.of(
    ["go", "run", "rise", "say", "be", "do", "cut", "box", "carry", "lie", "don"],
    {"went": ["go"], "was": ["be"], "is": ["be"], "said": ["say"], "running": ["run"], "lying": ["lie"]},
)
STOP_WORDS = (
    "i",
    "you",
    "you're",
    "it",
    "it's",
    "is",
    "be",
    "the",
    "s",
    "t",
    "do",
    "don",
    "don't",
    "against",
    "won",
    "won't",
)

WORDS = [
    "went",
    "Running",
    "it's",
    "it’s",
    "don't",
    "DON'T.",
    "won't",
    "the",
    "The",
    "s",
    "you're",
    "rose",
    "said:",
    "boxes",
]
PIECES = st.sampled_from(
    [*WORDS, "carried,", '"cut"', "Mr's's", "a-t-b", "(is)", "t", "\r\n", "\n", "    ", "  ", "é", "_s_"]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map(" ".join))
def test_the_quick_cleaning_gives_what_the_originals_gives(text):
    quick = OriginalCleaner(LEMMAS, STOP_WORDS).transform([text])[0]
    assert quick == clean_like_the_original(text, LEMMAS, STOP_WORDS)


@given(st.text(), st.lists(st.sampled_from(["a", "b", "a'b", "b'a", "c-d", "a.b", "'a"]), unique=True))
def test_it_does_so_for_any_list_of_stop_words(text, stop_words):
    quick = OriginalCleaner(str, stop_words).transform([text])[0]
    assert quick == clean_like_the_original(text, str, stop_words)


def test_each_step_of_the_original_is_done():
    text = "The Firm's \"profits\" went up;\r\nit said: don't!"
    assert OriginalCleaner(LEMMAS, STOP_WORDS).transform([text]) == [" firm profits go up   say '"]


def test_when_one_pass_over_the_stop_words_is_enough():
    assert one_pass_is_enough(["don", "don't", "a"])
    assert not one_pass_is_enough(["don't", "don"])
    assert not one_pass_is_enough(["c-d"])


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("went", "go"), ("rises", "rise"), ("goes", "go"), ("carried", "carried"), ("xyz", "xyz"), ("", ""), ("s", "s")],
)
def test_verbs_are_brought_to_their_base_form(word, lemma):
    assert LEMMAS(word) == lemma


def test_the_table_equals_wordnet_for_a_quarter_of_a_million_words(tmp_path):
    if not (DEBIAN / "index.verb").is_file():
        pytest.skip("WordNet is not installed (apt-get install wordnet-base wordnet-sense-index)")
    table = verb_lemmas(tmp_path, ROOT / "artifacts", print)
    reader = find_wordnet(tmp_path)
    words = {"", "'", "we'd", *reader.all_lemma_names(), *reader._exception_map["v"]}
    for verb in table.verbs:
        words.update(verb + ending for ending in ("s", "es", "ed", "ing", "d", "ies"))
        words.update(verb[:-1] + ending for ending in ("ies", "ied", "ing", "ed"))

    def lemmatize(word):  # as nltk.stem.WordNetLemmatizer does it
        found = reader._morphy(word, "v")
        return min(found, key=len) if found else word

    assert len(words) > 200_000
    assert [word for word in words if table(word) != lemmatize(word)] == []


def test_cleaners_can_be_cloned_and_pickled_without_change():
    for cleaner in (OriginalCleaner(LEMMAS, STOP_WORDS), NewsCleaner(stop_words=("the",))):
        again = pickle.loads(pickle.dumps(clone(cleaner)))
        assert again.transform(["The dog\nwent"]) == cleaner.transform(["The dog\nwent"])


def test_the_news_cleaner_leaves_words_and_no_numbers_or_publishers():
    cleaner = NewsCleaner(stop_words=("the", "in", "don"))
    cleaned = cleaner.transform(["The Guardian’s view, 2022\nSky News and the BBC don’t say 5 things in Variety to us"])
    assert cleaned == ["view\nand say things to us"]


def test_a_document_is_cut_by_words():
    assert as_document("a", "b c") == "a\nb c"
    assert as_document(None, None) == "\n"
    long = as_document("title", "w " * 6000)
    assert len(long.split()) == MAX_WORDS and long.startswith("title\nw w")


@pytest.mark.parametrize("n", [MAX_WORDS - 1, MAX_WORDS, MAX_WORDS + 1, MAX_WORDS + 2])
def test_the_shortest_words_are_cut_at_the_same_place(n):
    document = as_document("", "a " * n)
    assert len(document.split()) == min(n, MAX_WORDS)
