"""Pages are decoded whatever charset they declare."""

import pytest

from core.reading.article.decode import decode, is_binary
from tests.support.markup import page


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("café – “quay”".encode(), None),
        ("café – “quay”".encode(), "latin-1"),
        ("café – “quay”".encode(), "utf-8"),
        ("\ufeffcafé – “quay”".encode(), None),
        ("café – “quay”".encode("cp1252"), None),
        ("café – “quay”".encode("cp1252"), "utf-8"),
        ("café – “quay”".encode("cp1252"), "iso-8859-1"),
        ("<p>café – “quay”".encode("utf-16"), None),
        ("<p>café – “quay”</p>".encode("utf-16-le"), "utf-16"),
        ("<p>café – “quay”</p>".encode("utf-16-be"), None),
        (b"<meta charset='windows-1252'>" + "café – “quay”".encode("cp1252"), None),
    ],
)
def test_characters_are_read_whatever_is_declared(content, charset):
    assert "café – “quay”" in decode(content, charset)


def test_other_alphabets_are_read_as_declared():
    assert decode("Привет, мир".encode("windows-1251"), "windows-1251") == "Привет, мир"
    assert decode(b'<meta charset="shift_jis">' + "日本の新聞".encode("shift_jis")).endswith("日本の新聞")


def test_one_broken_character_does_not_change_the_encoding_and_controls_go():
    assert decode("naïve café ".encode() * 9 + b"\xff", None).startswith("naïve café")
    assert decode(b"a\x00b\x07c\x1bd\x7f", None) == "abcd"


def test_a_page_cut_inside_a_character_stays_utf8():
    assert decode("é".encode() * 2_000_001)[:3] == "ééé"


def test_text_is_not_taken_for_binary():
    assert not is_binary(page())
    assert not is_binary(page().decode().encode("utf-16"))
    assert is_binary(b"\x89PNG\r\n\x1a\n")


def test_bytes_that_are_full_of_controls_are_binary():
    assert is_binary(bytes(range(1, 9)) * 20)
    assert not is_binary(b"") and not is_binary(b"a\tb\n" * 20)


@pytest.mark.parametrize("charset", ["utf-7", "hex", "idna", "utf-32", "no such", ""])
def test_a_charset_that_no_page_is_written_in_is_not_believed(charset):
    assert decode("café au lait".encode("cp1252"), charset) == "café au lait"


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("latin5", "cp1254", "“Boğaz” – ışık"),
        ("ISO-8859-11", "cp874", "“ท่าเรือ”…"),
        ("ks_c_5601-1987", "cp949", "펲시 뷁"),
        (" GB_2312-80 ", "gbk", "喆镕"),
        ("gbk", "gb18030", "䶮 €"),
        ("windows-31j", "cp932", "①髙﨑"),
        ("x-euc-jp", "euc_jp", "港の議会"),
        ("big5", "big5hkscs", "嘅港㗎"),
        ("x-cp1250", "cp1250", "„nábřeží“"),
        ("logical", "iso8859-8", "נמל"),
        ("koi8-ru", "koi8-u", "їжак ґ"),
    ],
)
def test_labels_are_read_as_browsers_read_them(label, codec, text):
    content = b"<p>Quay " + text.encode(codec)
    assert decode(content, label) == f"<p>Quay {text}"
    assert decode(f'<meta charset="{label.strip()}">'.encode() + content).endswith(text)


SPOKEN = {
    "cp1251": "Совет порта решил во вторник расширить северный причал до зимних штормов.",
    "koi8-r": "Рыбаки просили об этом одиннадцать лет, и весной деньги нашлись.",
    "cp932": "港の議会は火曜日、冬の嵐が来る前に北の岸壁を広げることを決めた。",
    "gbk": "港口议会周二决定在冬季风暴到来之前拓宽北码头。",
    "big5": "港口議會週二決定在冬季風暴到來之前拓寬北碼頭。",
    "cp949": "항만 의회는 화요일에 겨울 폭풍이 오기 전에 북쪽 부두를 넓히기로 결정했다.",
    "cp1253": "Το συμβούλιο του λιμανιού αποφάσισε την Τρίτη να διευρύνει τη βόρεια προβλήτα.",
    "cp1252": "Le conseil du port a décidé d’élargir le quai malgré les tempêtes répétées de l’été.",
}


@pytest.mark.parametrize("codec", SPOKEN)
def test_an_undeclared_charset_is_guessed_by_its_letters(codec):
    assert decode(f"<p>{SPOKEN[codec] * 2}</p>".encode(codec)) == f"<p>{SPOKEN[codec] * 2}</p>"
