"""Notices of consent and subscriptions in Spanish, Italian, Portuguese, Dutch and Polish, and news about them."""

import pytest

from core.reading.article.extract import extract_page
from core.types import Reason, Status
from tests.support.markup import URL, page

NOTICES = {
    "es": (
        "Valoramos tu privacidad. Nosotros y nuestros 1.014 socios usamos cookies para almacenar información en "
        "tu dispositivo. Pulsa Aceptar todo o configura tus opciones. Puedes retirar tu consentimiento.",
        "Utilizamos cookies propias y de terceros para mostrarte publicidad personalizada. Puedes aceptar o rechazar "
        "todas las cookies o configurar su uso. Más información en nuestra política de cookies.",
    ),
    "it": (
        "Noi e i nostri 1.143 partner archiviamo informazioni su un dispositivo, come i cookie, per annunci e "
        "contenuti personalizzati. Puoi revocare il consenso in qualsiasi momento.",
        "La tua privacy è importante per noi. Utilizziamo cookie e tecnologie simili per mostrarti pubblicità mirata. "
        "Accetta tutto oppure gestisci le tue preferenze prima di proseguire.",
    ),
    "pt": (
        "Nós e nossos 812 parceiros armazenamos informações em um dispositivo, como cookies, para anúncios e "
        "conteúdo personalizados. Você pode retirar seu consentimento a qualquer momento.",
        "Valorizamos a sua privacidade. Utilizamos cookies para lhe mostrar publicidade personalizada. Clique em "
        "Aceitar tudo para dar o seu consentimento, ou escolha nas definições.",
    ),
    "nl": (
        "Wij hechten waarde aan je privacy. Samen met onze 120 partners gebruiken we cookies om informatie op je "
        "apparaat op te slaan. Je kunt je toestemming altijd intrekken.",
        "Deze site gebruikt cookies. Door op Alles accepteren te klikken geef je toestemming voor gepersonaliseerde "
        "advertenties. Wil je dit niet, klik dan op Instellingen beheren.",
    ),
    "pl": (
        "Cenimy Twoją prywatność. My i nasi 868 partnerzy przechowujemy informacje na urządzeniu, takie jak pliki "
        "cookie, i wyświetlamy spersonalizowane reklamy. Możesz wycofać zgodę w dowolnym momencie.",
        "Szanujemy Twoją prywatność. Klikając przycisk poniżej, wyrażasz zgodę na zapisywanie ciasteczek przez nas i "
        "naszych zaufanych partnerów oraz na dopasowanie reklam do Twoich zainteresowań.",
    ),
}
WALLS = {
    "es": (
        "El puerto abrirá una segunda dársena en otoño.\nContenido exclusivo para suscriptores. Inicia sesión.",
        "El puerto abrirá una segunda dársena en otoño.\nHas alcanzado tu límite. Regístrate para seguir leyendo.",
    ),
    "it": (
        "Il porto aprirà una seconda darsena in autunno.\nQuesto articolo è riservato agli abbonati. Sei già abbonato?",
        "Il porto aprirà una seconda darsena in autunno.\nPer continuare a leggere attiva la prova a 1 euro al mese.",
    ),
    "pt": (
        "O porto vai abrir uma segunda doca no outono.\nEste conteúdo é exclusivo para assinantes. Faça login.",
        "O porto vai abrir uma segunda doca no outono.\nQuer continuar lendo? Assine por R$ 1,90 no primeiro mês.",
    ),
    "nl": (
        "De haven opent in het najaar een tweede dok.\nWil je dit artikel verder lezen? Word abonnee vanaf 2 euro.",
        "De haven opent in het najaar een tweede dok.\nLog in of maak een account aan om door te lezen.",
    ),
    "pl": (
        "Port otworzy jesienią drugi basen.\nDalsza część artykułu jest dostępna tylko dla subskrybentów. Zaloguj się.",
        "Port otworzy jesienią drugi basen.\nAby czytać dalej, kup dostęp za 1 zł.",
    ),
}
NEWS = {
    "es": (
        "La agencia sancionó el lunes a una cadena de hoteles por instalar cookies sin el consentimiento de los "
        "clientes. La empresa recurrirá.",
        "El Congreso debate una ley que limita la publicidad personalizada y exige el consentimiento de los padres.",
        "El diario superó los cien mil suscriptores, y los textos solo para suscriptores serán la mitad desde hoy.",
        "Ver el fútbol costará más: la suscripción sube a 40 euros en agosto, dijo la liga el martes en Valencia.",
    ),
    "it": (
        "Il Garante ha multato giovedì un editore per i cookie installati senza il consenso dei lettori. La società "
        "farà ricorso al tribunale di Torino.",
        "Il regolamento sulla pubblicità personalizzata entra in vigore a marzo, e le aziende avranno un anno per "
        "adeguare i siti e i cookie.",
        "Il quotidiano ha superato i centomila abbonati, e da lunedì gli articoli riservati agli abbonati saranno la "
        "metà del totale.",
        "Seguire il campionato costerà di più: abbonamento a 40 euro da agosto, ha detto la lega martedì a Milano.",
    ),
    "pt": (
        "A autoridade multou na terça-feira uma loja do Porto por usar cookies sem consentimento dos clientes. A "
        "empresa vai recorrer da decisão.",
        "O parlamento discute hoje uma lei que limita a publicidade personalizada e exige o consentimento dos pais.",
        "O jornal perdeu dois mil assinantes no ano passado, e os textos só para assinantes serão metade em janeiro.",
        "Seguir o campeonato vai custar mais: a assinatura sobe para 40 reais em agosto, disse a liga na terça-feira.",
    ),
    "nl": (
        "De toezichthouder legde een uitgever woensdag een boete op wegens cookies zonder toestemming van bezoekers. "
        "Het bedrijf gaat in beroep.",
        "Een wet die gepersonaliseerde advertenties aan kinderen verbiedt, kreeg dinsdag steun. Toestemming van ouders "
        "verandert daar niets aan.",
        "De krant telt nu honderdduizend abonnees, en stukken alleen voor abonnees worden vanaf maandag de helft van "
        "het aanbod.",
        "Voetbal kijken wordt duurder: een abonnement kost vanaf augustus veertig euro, zei de competitie dinsdag.",
    ),
    "pl": (
        "Urząd ukarał we wtorek sklep internetowy za pliki cookie zapisywane bez zgody klientów. Firma odwoła się do "
        "sądu w Łodzi.",
        "Sejm zajmie się ustawą, która ogranicza spersonalizowane reklamy i wymaga zgody rodziców na śledzenie dzieci.",
        "Gazeta ma już sto tysięcy prenumeratorów, a teksty tylko dla prenumeratorów będą od jutra połową oferty.",
        "Oglądanie ligi będzie droższe: abonament od sierpnia kosztuje 40 złotych, podała we wtorek spółka w Poznaniu.",
    ),
}


def of(texts):
    return [(language, text) for language, group in texts.items() for text in group]


def state(language, text):
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    result = extract_page(page(body=f"<article><h1>Port</h1>{body}</article>"), URL, language=language)
    return result.status, result.error, result.detail


@pytest.mark.parametrize(("language", "text"), of(NOTICES))
def test_a_notice_of_consent_is_no_article(language, text):
    status, error, detail = state(language, text)
    assert (status, error) == (Status.PARTIAL, Reason.PAYWALLED)
    assert "cookies" in detail


@pytest.mark.parametrize(("language", "text"), of(WALLS))
def test_an_opening_before_a_subscription_is_partial(language, text):
    assert state(language, text) == (Status.PARTIAL, Reason.PAYWALLED, None)


@pytest.mark.parametrize(("language", "text"), of(NEWS))
def test_news_about_cookies_and_subscriptions_are_articles(language, text):
    assert state(language, text) == (Status.OK, None, None)
