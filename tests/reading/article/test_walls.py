"""Checks for robots, notices and subscriptions are told from articles that are short."""

import pytest

from core.reading.article.extract import extract_page
from core.reading.article.walls import _is_consent_notice
from core.types import Reason, Status
from tests.support.markup import BODY, SENTENCES, URL, ld, page


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Just a moment...", "Checking your browser before accessing paper.example."),
        ("Access Denied", "You don't have permission to access /news on this server."),
        ("paper.example", "Please verify you are a human. Press and hold the button to confirm that you are human."),
        ("Are you a robot?", "We have detected unusual traffic from your computer network. Click the box below."),
    ],
)
def test_checks_for_robots_are_blocked_pages(title, text):
    result = extract_page(page(f"<title>{title}</title>", body=f"<h1>{title}</h1><p>{text}</p>"), URL)
    assert (result.status, result.error, result.text) == (Status.FAILED, Reason.BLOCKED, "")
    assert "robots" in result.detail


def test_a_stub_that_asks_to_subscribe_is_partial():
    body = (
        f"<article><h1>Quay</h1><p>{SENTENCES[0]}</p><p>Subscribe now to continue reading this article.</p></article>"
    )
    result = extract_page(page(body=body), URL)
    assert (result.status, result.error) == (Status.PARTIAL, Reason.PAYWALLED)
    assert result.text.startswith(SENTENCES[0])


def test_a_short_text_of_a_page_that_is_not_free_is_partial_and_a_long_one_whole():
    short = f"<article><h1>Quay</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></article>"
    closed = ld(headline="Quay", isAccessibleForFree="False")
    assert extract_page(page(closed, body=short), URL).error is Reason.PAYWALLED
    whole = f"<article><h1>Quay</h1>{BODY}{BODY.replace('quay', 'pier')}</article>"
    assert extract_page(page(closed, body=whole), URL).status is Status.OK
    announced = ld(headline="Quay", isAccessibleForFree=False, wordCount=2400)
    assert extract_page(page(announced, body=whole), URL).error is Reason.PAYWALLED


def test_a_cookie_notice_is_marked():
    text = "We value your privacy. We and our 842 partners use cookies to store information on your device."
    result = extract_page(page(body=f"<div><h1>Privacy</h1><p>{text}</p><p>Accept all cookies</p></div>"), URL)
    assert result.status is not Status.OK
    assert "cookies" in result.detail


def test_a_short_report_about_subscriptions_or_robots_is_an_article():
    text = "The robot maker lost 2% of its subscribers, and noticed unusual activity in the market on Friday."
    result = extract_page(page(body=f"<article><h1>Robots</h1><p>{text}</p><p>{SENTENCES[3]}</p></article>"), URL)
    assert (result.status, result.error) == (Status.OK, None)


@pytest.mark.parametrize("count", ["many", "123456", -5, None])
def test_an_unlikely_count_of_words_makes_no_article_a_stub(count):
    whole = f"<article><h1>Quay</h1>{BODY}{BODY.replace('quay', 'pier')}</article>"
    head = ld(headline="Quay", isAccessibleForFree=False, wordCount=count)
    assert extract_page(page(head, body=whole), URL).status is Status.OK


def test_a_robot_check_in_the_markup_counts_only_where_there_is_next_to_no_text():
    script = '<script src="https://geo.captcha-delivery.com/x.js"></script>'
    assert extract_page(page(script, body="<p>One moment.</p>"), URL).error is Reason.BLOCKED
    assert extract_page(page(script), URL).status is Status.OK


def state(text: str, language: str = "en") -> tuple[Status, Reason | None]:
    body = "<article>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</article>"
    result = extract_page(page("<title>Kai</title>", body), "https://avis.example/2024/kai", language=language)
    return result.status, result.error


OPENINGS = {
    "de": "Der Hafenrat hat am Mittwoch beschlossen, den nördlichen Kai vor den Stürmen des Winters zu verbreitern.\n"
    "Jetzt weiterlesen mit dem Digital-Abo. Sie sind bereits Abonnent?",
    "fr": "Le conseil du port a décidé mercredi d’élargir le quai nord avant les tempêtes de l’hiver prochain.\n"
    "Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite.",
    "es": "El consejo del puerto decidió el miércoles ampliar el muelle norte antes de las tormentas del invierno.\n"
    "Suscríbete para seguir leyendo. ¿Ya eres suscriptor?",
    "it": "Il consiglio del porto ha deciso mercoledì di allargare il molo nord prima delle tempeste invernali.\n"
    "Contenuto riservato agli abbonati. Abbonati per continuare a leggere.",
    "pt": "O conselho do porto decidiu na quarta-feira alargar o cais norte antes das tempestades de inverno.\n"
    "Conteúdo exclusivo para assinantes. Assine já para continuar a ler.",
    "nl": "De havenraad heeft woensdag besloten de noordelijke kade voor de winterstormen te verbreden.\n"
    "Dit artikel is alleen voor abonnees. Abonneer je om verder te lezen.",
    "pl": "Rada portu zdecydowała w środę o poszerzeniu północnego nabrzeża przed zimowymi sztormami w tym roku.\n"
    "Artykuł dostępny dla prenumeratorów. Wykup dostęp i czytaj dalej.",
}


@pytest.mark.parametrize("language", OPENINGS)
def test_a_subscription_notice_is_known_in_other_languages(language):
    assert state(OPENINGS[language], language) == (Status.PARTIAL, Reason.PAYWALLED)


@pytest.mark.parametrize("language", OPENINGS)
def test_the_same_opening_without_a_notice_is_a_brief(language):
    assert state(OPENINGS[language].split("\n")[0], language) == (Status.OK, None)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry dropped the captcha from its tax site on Friday because blind people could not solve it at home.",
        "The station will begin a free trial of its archive in June, and schools will pay nothing until the autumn.",
        "Regulators fined a shop in Lyon for its cookies on Monday. The shop had set cookies without consent "
        "of visitors.",
        "“You must subscribe to read on,” the editor told a meeting of readers in the town hall on Thursday evening.",
        "The court ruled that the minister's request was blocked for good reasons, and that the law need not "
        "be changed.",
        "Der Verlag will ab Montag Geld verlangen, und ein Jahr lang kostet das Abonnement halb so viel wie bisher.",
    ],
)
def test_a_brief_about_walls_is_news(text):
    assert state(text) == (Status.OK, None)


@pytest.mark.parametrize(
    "text",
    [
        "Please solve the captcha so that we know that no program is asking for the page that was requested just now.",
        "Complete the captcha below.\nIt takes a few seconds and opens the page for the rest of the whole day at once.",
        "Checking your browser before the page opens, which takes a few seconds and happens on its own every time.",
    ],
)
def test_a_robot_check_is_one(text):
    assert state(text) == (Status.FAILED, Reason.BLOCKED)


NOTICES = {
    "de": "Wir und unsere 311 Partner speichern Informationen auf einem Gerät und verarbeiten "
    "personenbezogene Daten, um "
    "personalisierte Werbung und Inhalte anzuzeigen. Ihre Einwilligung können Sie jederzeit widerrufen. Einige Partner "
    "berufen sich auf ein berechtigtes Interesse. Cookies merken sich Ihre Auswahl.",
    "fr": "Nous et nos 215 partenaires stockons des informations sur un appareil, comme les cookies, pour des "
    "publicités et "
    "contenus personnalisés. Vous pouvez retirer votre consentement à tout moment ou tout refuser au bas de la page. "
    "Certains invoquent leur intérêt légitime.",
    "es": "Nosotros y nuestros 90 socios almacenamos información en un dispositivo, como cookies, para "
    "publicidad y contenido "
    "personalizado. Puede retirar su consentimiento o rechazar todo cuando quiera en la parte inferior de la página.",
    "nl": "Wij en onze 120 partners slaan informatie op een apparaat op, zoals cookies, voor "
    "gepersonaliseerde advertenties "
    "en inhoud. U kunt uw toestemming altijd intrekken of alles weigeren onderaan de pagina van deze krant.",
}


@pytest.mark.parametrize("language", NOTICES)
@pytest.mark.parametrize("times", [1, 4])
def test_a_notice_of_consent_is_known_in_other_languages_and_at_any_length(language, times):
    text = "\n".join(f"{number}. {NOTICES[language]}" for number in range(times))
    assert _is_consent_notice(text, len(text.split()))


def test_a_long_article_about_consent_is_news():
    text = " ".join(
        f"The regulator said on day {number} that publishers must ask for consent before they set cookies, and that a "
        "refusal must take as few steps as a yes; several papers in the north had hidden the second button."
        for number in range(9)
    )
    assert not _is_consent_notice(text, len(text.split()))
