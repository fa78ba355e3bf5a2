"""The headline is the one that a reader sees, whole, and never the site's name or a description."""

import pytest

from core.reading.article.page import read_page
from core.reading.article.title import title_of
from tests.support.markup import BODY, ld

URL = "https://www.avisen.example/nyheter/2024/kai"


def title(head: str, body: str = "") -> str:
    return title_of(read_page(f"<html><head>{head}</head><body>{body}{BODY}</body></html>", URL))


@pytest.mark.parametrize(
    "headline",
    [
        "Kommentar | Warum der Hafen mehr Geld braucht",
        "Décryptage | Pourquoi le port manque d’argent",
        "Opinion » What the quay says about our town",
        "Interview | Eva",
        "Ferry to stay | What we know so far about it",
    ],
)
def test_a_kicker_before_a_bar_is_a_part_of_the_headline(headline):
    assert title(f"<title>{headline} | Avisen</title>", f"<h1>{headline}</h1>") == headline
    assert title(ld(headline=headline), f"<h1>{headline}</h1>") == headline


@pytest.mark.parametrize(
    "published",
    [
        "Quay to be widened at last | Business | Avisen",
        "Quay to be widened at last | News",
        "Quay to be widened at last - Avisen",
    ],
)
def test_sections_and_the_publisher_behind_a_headline_are_cut(published):
    assert title(f"<title>{published}</title>") == "Quay to be widened at last"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (
            "<title>Tidende | Kaien blir bredere</title>",
            "<h1>Tidende</h1><h2>Kaien blir bredere</h2>",
            "Kaien blir bredere",
        ),
        ("<title>Seal counted - My Shore Blog</title>", "<h1>My Shore Blog</h1><h3>Seal counted</h3>", "Seal counted"),
        ("<title>Le quai élargi</title>", "<h1><a href='/'>Journal du Port</a></h1>", "Le quai élargi"),
        (
            "<meta property=og:site_name content='Il Molo'><title>Il Molo: il porto riapre oggi</title>",
            "",
            "il porto riapre oggi",
        ),
        ("<meta property=og:title content=Avisen>", "<h1>Kaien blir bredere</h1>", "Kaien blir bredere"),
        (ld(headline="Avisen"), "<h1>Kaien blir bredere</h1>", "Kaien blir bredere"),
        ("<title>港日报 | 码头将扩建</title>", "<h1>港日报</h1><h2>码头将扩建</h2>", "码头将扩建"),
    ],
)
def test_the_sites_name_is_no_headline(head, body, expected):
    assert title(head, body) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Avisen</title>", "", "Avisen"),
        (
            "<title>Minister: quay is safe</title>",
            "<h1>Minister: quay is safe</h1><h2>More news</h2>",
            "Minister: quay is safe",
        ),
        ("<title>Quay</title>", "<h1><a href='/nyheter/2024/kai'>Quay is open</a></h1>", "Quay is open"),
        ("<title>Avisen: we move</title>", "<h1>Avisen: we move</h1>", "Avisen: we move"),
    ],
)
def test_what_only_looks_like_a_sites_name_stays(head, body, expected):
    assert title(head, body) == expected


@pytest.mark.parametrize(
    ("headline", "name", "heading"),
    [
        ("species of sea mammal", "Grey seal", "Grey seal"),
        ("commune française du littoral", "Port-aux-Dames", "Port-aux-Dames"),
        ("Stadt an der Küste", None, "Nordhafen"),
        ("北方的一种船", "港口渡轮航线", "港口渡轮航线"),
    ],
)
def test_a_description_in_the_data_is_no_headline(headline, name, heading):
    data = {"headline": headline, **({"name": name} if name else {})}
    assert title(f"<title>{heading} – Leksikon</title>" + ld(**data), f"<h1>{heading}</h1>") == heading


def test_a_headline_in_the_data_that_only_differs_in_words_stays():
    head = "<title>Harbour quay widened</title>" + ld(headline="Harbour quay is to be widened for the winter")
    assert title(head, "<h1>Harbour quay widened</h1>") == "Harbour quay is to be widened for the winter"
    assert title(ld(headline="Seals are back", name="article-17"), "") == "Seals are back"


@pytest.mark.parametrize(
    ("shared", "heading"),
    [
        ("Harbour quay: when will it open and what does it cost?", "The quay that ate the harbour’s money"),
        ("Fähre Nordhafen: Fahrplan, Preise, Tickets", "Die Fähre von Nordhafen fährt wieder"),
        ("码头扩建时间表和费用", "码头扩建终于开始"),
    ],
)
def test_the_heading_comes_before_a_title_made_for_search_engines(shared, heading):
    assert title(f"<meta property=og:title content='{shared}'>", f"<h1>{heading}</h1>") == heading


def test_a_heading_of_something_else_does_not_replace_the_title():
    head = "<meta property=og:title content='Harbour quay widened'>"
    assert title(head, "<h1>Business</h1>") == "Harbour quay widened"
    assert title(head, "<h1>Sign up</h1><h1>Our letters</h1>") == "Harbour quay widened"


HEADLINE = "Kaien ved fiskehallen får ny lyssætning"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{HEADLINE}</title>", f"<h1>Boligtillægget</h1><h2>{HEADLINE}</h2>"),
        (
            f'<meta property="og:title" content="{HEADLINE}">',
            f"<main><h1>Vores by og egn lige nu</h1><h2>{HEADLINE}</h2></main>",
        ),
        (f'<meta name="twitter:title" content="{HEADLINE}">', f"<h1>Sundhed og trivsel</h1><h3>{HEADLINE}</h3>"),
        (
            "<title>港の新しい灯台が点灯した</title>",
            "<h1>地域とくらしの総合ページ</h1><h2>港の新しい灯台が点灯した</h2>",
        ),
        (  # the site's name is a heading, too, and the title holds both
            f"<title>{HEADLINE} | Avis Øst</title>",
            f"<h1>AvisØst</h1><section><h1>Vores by lige nu</h1><article><h1>{HEADLINE}</h1></article></section>",
        ),
        (
            f"<title>{HEADLINE}</title>",
            f"<article><h1>Risiko / Sikkerhed og netværk</h1><h2>{HEADLINE.upper()}</h2></article>",
        ),
    ],
)
def test_a_sections_banner_gives_way_to_the_heading_that_the_page_calls_itself_by(head, body):
    assert title(head, body).casefold() in (HEADLINE.casefold(), "港の新しい灯台が点灯した")


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (  # the title for search engines is nobody's heading
            f"<title>{HEADLINE}</title>",
            "<article><h1>Nu bliver der lys på molen</h1><h2>Sådan gør kommunen</h2></article>",
            "Nu bliver der lys på molen",
        ),
        (  # the box of what is read most repeats it
            f"<title>{HEADLINE}</title>",
            f"<h1>{HEADLINE}: det betyder det</h1><h3>{HEADLINE}</h3>",
            f"{HEADLINE}: det betyder det",
        ),
    ],
)
def test_a_headline_that_no_lower_heading_rivals_stays(head, body, expected):
    assert title(head, body) == expected
