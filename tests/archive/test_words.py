"""Words are found as they stand in a headline, in whatever language, and in other spellings of the same letters."""

import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.archive import Archive
from core.archive.database.postgres import MAX_PAIRED, _indexed
from core.archive.database.sqlite import TOKENIZER
from core.archive.words import fold, is_plain, query_words, words

HEADLINES = {
    "de": "Großbäckerei schließt: Übergangslösung für Fußgänger in Gießen",
    "ru": "Ещё один самолёт приземлился; Королёв объяснил всё",
    "uk": "Їжак під'їхав: ґрунт у Києві промёрз",
    "be": "Ўрад зноў абмяркоўвае падаткі ў Менску",
    "bg": "Районният съд отложи дело за ѝ",
    "el": "Άνοδος της θερμοκρασίας στους νομούς Ευβοίας",
    "tr": "IĞDIR'da ışıklar söndü, İzmir sırada",
    "pl": "Źródło wyschło; łódź utknęła pod Gdańskiem",
    "cs": "Příliš žluťoučký kůň uprchl z Děčína",
    "vi": "Đường sắt Hà Nội hoãn chuyến tàu đêm",
    "is": "Þingið ræðir æðardún á Ísafirði",
    "fr": "L’œuvre du maître à Nîmes, déjà vendue",
    "hi": "दिल्ली में बिजली कटौती, किसान नाराज़",
    "bn": "বাংলাদেশে বৃষ্টি ও বন্যা",
    "ta": "தமிழ்நாட்டில் கனமழை எச்சரிக்கை",
    "ar": "مُحافظة الإسكندرية تُعلن إغلاق المدارس",
    "fa": "دانش‌آموزان به خانه می‌روند",
    "he": "שָׁבוּעַ הספר נפתח בירושלים",
    "ko": "부산시는 지하철 요금을 올린다",
    "zh": "上海市政府宣布新地铁线路开通",
    "ja": "大阪のガソリンスタンドで値上げ、ｶﾞｽ料金も",
    "th": "น้ำท่วมเชียงใหม่ โรงเรียนปิดสองวัน",
    "lo": "ນ້ຳຖ້ວມຫຼວງພະບາງ",
    "km": "ភ្លៀងធ្លាក់ខ្លាំងនៅភ្នំពេញ",
    "my": "ရန်ကုန်မြို့မှာမိုးကြီး",
    "science": "N₂O and 30 m² of ﬁlm at 25 µg; H₂SO₄, E=mc² on page ⅷ",
    "en": "Façade of the co‑op falls; soft\u00adware blamed at Zoë's café №7",
}
"""Headlines of our own, by language."""

TYPED = {
    "de": [
        "Großbäckerei",
        "schließt",
        "Übergangslösung",
        "Fußgänger",
        "Gießen",
        "FUSSGÄNGER",
        "giessen",
        "GROẞBÄCKEREI",
    ],
    "ru": ["Ещё", "самолёт", "Королёв", "всё", "самолет", "ЕЩЕ"],
    "uk": ["Їжак", "під'їхав", "ґрунт", "Києві"],
    "be": ["Ўрад", "зноў", "Менску"],
    "bg": ["Районният", "съд", "отложи"],
    "el": ["Άνοδος", "θερμοκρασίας", "νομούς", "ΝΟΜΟΥΣ", "ανοδος"],
    "tr": ["IĞDIR", "ığdır", "ışıklar", "İzmir", "izmir", "söndü"],
    "pl": ["Źródło", "łódź", "Gdańskiem"],
    "cs": ["Příliš", "žluťoučký", "kůň", "Děčína"],
    "vi": ["Đường", "Hà", "hoãn", '"Hà Nội"'],
    "is": ["Þingið", "æðardún", "Ísafirði"],
    "fr": ["œuvre", "maître", "Nîmes", "déjà"],
    "hi": ["दिल्ली", "बिजली", "किसान", "नाराज़", unicodedata.normalize("NFD", "नाराज़")],
    "bn": ["বাংলাদেশে", "বৃষ্টি", "বন্যা"],
    "ta": ["தமிழ்நாட்டில்", "கனமழை", "எச்சரிக்கை"],
    "ar": ["مُحافظة", "محافظة", "الإسكندرية", "تُعلن", "المدارس", "المـدارس"],
    "fa": ["دانش‌آموزان", "می‌روند", "میروند"],
    "he": ["שָׁבוּעַ", "שבוע", "הספר"],
    "ko": ["부산시는", "부산", "지하철", "요금을", "요금", "철", unicodedata.normalize("NFD", "부산")],
    "zh": ["上海", "地铁", "政府", "新", "市政府宣布", '"地铁线路"', "通"],
    "ja": ["大阪", "ガソリン", "スタンド", "値上げ", "ガス", "ｶﾞｿﾘﾝ", "料金", "の"],
    "th": ["น้ำท่วม", "เชียงใหม่", "โรงเรียน", "ปิด", "ท่วม"],
    "lo": ["ຖ້ວມ", "ຫຼວງພະບາງ"],
    "km": ["ភ្លៀង", "ភ្នំពេញ"],
    "my": ["ရန်ကုန်", "မိုး"],
    "science": ["N₂O", "n2o", "m²", "ﬁlm", "film", "µg", "μg", "H₂SO₄", "mc²", "ⅷ"],
    "en": ["Façade", "facade", "co‑op", "co-op", "software", "soft\u00adware", "Zoë's", "cafe"],
}
"""What somebody types to find each headline, as it stands there or in another spelling of the same letters."""

ABSENT = [
    "大海",  # both characters stand in headlines, but not beside one another
    "スカ",
    "海上",
    "부천",
    '"지하 철"',
    "ปาก",
    "गधा",
    "दल",  # without its vowel sign another word than the beginning of one
    "カス",  # the mark of voicing makes another letter
    "Füsse",
    "самоле",
    "tre",
    '"政府上海"',
]
"""What must find nothing."""


@pytest.fixture(scope="module")
def both(new_database):
    """The headlines on SQLite and on PostgreSQL, imported and not classified."""
    archives = {"sqlite": Archive.at("sqlite://"), "postgresql": Archive.at(new_database())}
    rows = [
        {"newspaper": "world", "url": f"https://world.example/{name}", "title": title, "text": "x"}
        for name, title in HEADLINES.items()
    ]
    for archive in archives.values():
        archive.import_rows("articles", rows)
    yield archives
    for archive in archives.values():
        archive.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request, both):
    return both[request.param]


def languages(archive, typed):
    return {article.url.rpartition("/")[2] for article in archive.search(typed).articles}


@pytest.mark.parametrize("language", TYPED)
def test_a_headline_is_found_by_its_words(world, language):
    missed = [typed for typed in TYPED[language] if language not in languages(world, typed)]
    assert not missed


@pytest.mark.parametrize("language", HEADLINES)
def test_a_headline_is_found_by_every_word_between_blanks(world, language):
    typed = [word.strip("\"'.,;:") for word in HEADLINES[language].split()]
    missed = [word for word in typed if any(map(str.isalnum, word)) and language not in languages(world, word)]
    assert not missed


@pytest.mark.parametrize("typed", ABSENT)
def test_other_words_find_nothing(world, typed):
    assert languages(world, typed) == set()


def test_words_without_blanks_are_left_out_and_combined(world):
    assert languages(world, "上海 OR 大阪") == {"zh", "ja"}
    assert languages(world, "上海 -地铁") == set()
    assert languages(world, "地铁*") == {"zh"}


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("地铁线路", ["地铁线路"]),
        ("GIESSEN", ["Gießen"]),
        ("самолет", ["самолёт"]),
        ("ガス", ["ｶﾞｽ"]),
        ("แมว OR ใหม่", ["ใหม่"]),
        ("किसान", ["किसान"]),
    ],
)
def test_matches_are_marked_as_they_are_written(world, typed, hits):
    [article] = world.search(typed).articles
    assert "".join(part.text for part in article.title_parts) == article.title
    marked = "".join(part.text if part.hit else "|" for part in article.title_parts)
    assert [piece for piece in marked.split("|") if piece] == hits


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("渡", (("渡",), True)),
        ("渡船", (("渡船",), False)),
        ("渡船A", (("渡船", "船", "a"), False)),
        ("A渡", (("a", "渡"), True)),
        ("covid-19", (("covid", "19"), False)),
        ("…", ((), False)),
    ],
)
def test_what_is_typed_becomes_words_of_the_index(typed, expected):
    assert query_words(typed) == expected


@given(st.text(max_size=40))
@example("東京都の人口 in Straße データ ｶﾞｷﾞ 한국어 สวัสดี á")
def test_folding_gives_the_words_one_after_another(text):
    assert fold(text).split() == [word.folded for word in words(text)]
    assert all(0 <= word.start < word.end <= len(text) for word in words(text))


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_folding_is_done_once(text):
    assert fold(fold(text)) == fold(text)


def former_fold(text):
    """Fold as former versions did for PostgreSQL."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def test_plain_texts_give_the_words_of_former_versions():
    """Only other texts are indexed anew in a former archive: every plain character must be the same in both ways."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE VIRTUAL TABLE found USING fts5(text, tokenize='{TOKENIZER}')")
        database.execute("CREATE VIRTUAL TABLE entry USING fts5vocab(found, instance)")
        for text in (f"a{chr(code)}b {chr(code)}c" for code in range(1, 0x2100) if is_plain(chr(code))):
            index = []
            for version in (text, fold(text)):
                database.execute("DELETE FROM found")
                database.execute("INSERT INTO found VALUES (?)", (version,))
                index.append(database.execute('SELECT "offset", term FROM entry ORDER BY 1').fetchall())
            assert index[0] == index[1], ascii(text)
            assert fold(text) == former_fold(text) == " ".join(word.folded for word in words(text))


@pytest.mark.parametrize("text", ["ß", "co₂", "ё", "서", "渡", "soft\u00adware", "e\u0301", "½", "ª"])
def test_texts_that_are_folded_in_another_way_than_before_are_not_plain(text):
    assert not is_plain(text)


def test_a_long_text_of_different_pairs_is_stored(archive):
    letters = "".join(map(chr, range(0x4E00, 0x9F00)))
    text = "".join(letters[step::7] for step in range(7)) * 10
    row = {"newspaper": "world", "url": "https://world.example/long", "title": "長い", "text": text[:390_000]}
    archive.import_rows("articles", [row], keep="full")
    assert archive.search(text[:2]).total == 1
    assert len(_indexed(text)) == MAX_PAIRED
