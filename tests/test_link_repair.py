import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.link_repair import escape_blanks, repair_link
from core.urls import web_address

BASE = "https://www.lanterne.example/flux/une.xml"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://zeitung.example/Der neue Hafen", "https://zeitung.example/Der%20neue%20Hafen"),
        ("/dossier/l eau.html?q=a b#c d", "https://www.lanterne.example/dossier/l%20eau.html?q=a%20b#c%20d"),
        ("\n   https://zeitung.example/hafen\n  ", "https://zeitung.example/hafen"),
        ("https://zeitung.example/ha\n      fen", "https://zeitung.example/hafen"),
        ("\u00a0https://zeitung.example/hafen\u3000", "https://zeitung.example/hafen"),
        ("https://zeitung.example/der\u00a0hafen", "https://zeitung.example/der%C2%A0hafen"),
        ("\ufeffhttps://zeitung.example/hafen", "https://zeitung.example/hafen"),
        ("https://zeitung.example/\u200bhafen\u200e\u2060", "https://zeitung.example/hafen"),
        ("<URL:https://zeitung.example/hafen>", "https://zeitung.example/hafen"),
        ('"https://zeitung.example/hafen"', "https://zeitung.example/hafen"),
        ("https:\\\\zeitung.example\\hafen?a\\b", "https://zeitung.example/hafen?a\\b"),
        ("https://zeitung.example/?id=3&amp;seite=2&#038;x=1", "https://zeitung.example/?id=3&seite=2&x=1"),
    ],
)
def test_links_are_read_as_browsers_read_them(link, address):
    assert web_address(link, BASE) == address


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("www.lanterne.example/monde/1", "https://www.lanterne.example/monde/1"),
        ("lanterne.example/monde/1", "https://lanterne.example/monde/1"),
        ("sport.lanterne.example/1", "https://sport.lanterne.example/1"),
        ("www.zeitung.example/1", "https://www.zeitung.example/1"),
        ("://zeitung.example/1", "https://zeitung.example/1"),
        ("//zeitung.example/1", "https://zeitung.example/1"),
        ("https//zeitung.example/1", "https://zeitung.example/1"),
        ("https:/lanterne.example/1", "https://lanterne.example/1"),
        ("https:lanterne.example/1", "https://lanterne.example/1"),
        ("http:////www.lanterne.example/1", "http://www.lanterne.example/1"),
        ("ttps://zeitung.example/1", "https://zeitung.example/1"),
        ("HTTPS://https://zeitung.example/1", "https://zeitung.example/1"),
        ("https://http//zeitung.example/1", "http://zeitung.example/1"),
        ("http:https://zeitung.example/1", "https://zeitung.example/1"),
        ("httphttps://zeitung.example/1", "https://zeitung.example/1"),
        ("https://zeitung.examplehttps://zeitung.example/1", "https://zeitung.example/1"),
        ("https://www.zeitung.example/https://zeitung.example/1", "https://zeitung.example/1"),
    ],
)
def test_schemes_that_are_missing_or_doubled_are_put_right(link, address):
    assert web_address(link, BASE) == address


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("monde/1", "https://www.lanterne.example/flux/monde/1"),
        ("page.html", "https://www.lanterne.example/flux/page.html"),
        ("https:/monde/1", "https://www.lanterne.example/monde/1"),
        ("https://archive.example/web/https://zeitung.example/1", None),
        ("https://zeitung.example/go?to=https://zeitung.example/1", None),
        ("https://zeitung.example/a&copy;b?copy=1&amplitude=2", None),
        ("https://zeitung.example/f%C3%A4hre%20neu", None),
        ("https://xn--frd-qla.example/\u00e4", None),
    ],
)
def test_sound_links_stay_as_they_are(link, address):
    assert web_address(link, BASE) == (address or link)


def test_joiners_within_a_persian_slug_stay():
    assert web_address("https://ruz.example/می\u200cرود\u200c") == "https://ruz.example/می%E2%80%8Cرود"


@pytest.mark.parametrize(
    "link",
    [
        "http:///a",
        "javascript:location='www.x.example'",
        "mailto:a@lanterne.example",
        "ftp://www.lanterne.example/1",
        "https://lan terne.example/1",
        "https://zeitung.example/\x01",
        "Le port reste ouvert",
        "\u200b",
        "<>",
        "data:,x",
    ],
)
def test_what_is_no_link_stays_none(link):
    assert web_address(link, BASE) is None


@given(st.text(alphabet="htps:/w.ax &\\?#\n\u200b\u200c", max_size=40), st.sampled_from(["", BASE]))
def test_an_address_that_is_right_is_repaired_no_more(link, base):
    address = web_address(link, base)
    assert address is None or (web_address(address, base) == address and address.isprintable() and " " not in address)


@given(st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9/%_.~+-]{0,20}(\?[a-z]=[a-z0-9&=]{0,9})?", fullmatch=True))
def test_plain_addresses_are_not_touched(url):
    assert repair_link(url, BASE) == escape_blanks(url) == url
