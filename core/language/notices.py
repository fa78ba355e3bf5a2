"""Phrases of subscriptions, sign-ins and consent in the languages that newspapers write beside English.

The consent phrases are those of the IAB's Transparency and Consent Framework,
whose wording and translations publishers may not change.
"""

from __future__ import annotations

import re

from core.language import english

ADDRESS = re.compile(
    r"\b(?:you|your|yours|you're|please|we(?! (?:franc|wroc|wrz|ws|wt|wz|wł))|our|"
    r"sie|ihre?[nmrs]?|wir|unsere?[nmrs]?|deine?[nmrs]?|dich|vous|votre|vos|"
    r"nous|nos|notre|usted|tus?|tuyo|nosotros|nuestr[ao]s?|tuo|tua|tuoi|tue|vi|noi|nostr[oaie]|você|teus?|seus?|suas?|"
    r"nossos?|nossas?|uw|jij|jouw|je|wij|onze|masz|twój|twoje?j?|swoje?j?|ci|nasz\w*|"
    r"this (?:article|content|story|page|(?:web)?site|server)|diese[rn]? (?:artikel|inhalt)|(?:cet|ce|"
    r"cette) (?:article|"
    r"contenu|page)|(?:este|esta) (?:artículo|artigo|contenido|conteúdo)|quest[oa] (?:articolo|contenuto)|dit artikel|"
    r"ten artykuł)\b",
    re.IGNORECASE,
)
"""Words by which a page speaks to its visitor or of itself; news in the third person has none outside of quotes.

Polish, too, has a word "we", which stands before days and places ("we wtorek").
"""

PURPOSE = re.compile(r"(?:to|in order to|um|pour|para|per|om|aby|żeby|by)\s+", re.IGNORECASE)
"""What a sentence opens with that says what to do to read on, and then speaks to the visitor by its verb alone."""

PAYWALL = re.compile(
    rf"(?:{english.PAYWALL.pattern})|"
    # German
    r"\b(?:jetzt|hier|weiterlesen mit|mit|ein|bereits) (?:\S+ )?(?:abonnieren|\S*abo(?:nnement)?\b|abonnent)|"
    r"freischalten\b|"
    r"\bweiterlesen\b|(?:nur|exklusiv) für (?:\S+ )?abonnent|probemonat|bereits (?:abonnent|kunde|registriert)|"
    # French
    r"\babonnez-vous|(?:réservée?|exclusi\w+) (?:à|aux|pour) (?:\S+ )?abonn|déjà abonn|pour lire la suite|"
    r"il vous reste .{1,40}"
    r" à (?:lire|découvrir)|(?:poursuivre|continuer) (?:votre|la) lecture|"
    # Spanish
    r"\bsuscríb[ea](?:te|se)|(?:exclusivo|solo|sólo) para (?:\S+ )?suscriptor|(?:seguir|continuar|sigue|"
    r"continúa) leyendo|"
    r"ya (?:eres|soy|es) suscriptor|inicia sesión (?:o|para)\b|"
    # Italian
    r"\babbonati\b|riservat[oa] agli abbonati|(?:continua(?:re)?|prosegui(?:re)?) (?:a leggere|la lettura)|"
    r"(?:sei )?già abbonat|\baccedi (?:o|per)\b|"
    # Portuguese
    r"\bassine (?:já|agora|para|o|a|por)\b|(?:exclusivo|só|apenas) para (?:\S+ )?assinantes|continu(?:ar|"
    r"e) (?:a ler|lendo)|"
    r"já é assinante|\bfa(?:ça|z) login (?:ou|para)\b|"
    # Dutch
    r"\babonneer (?:je|u|nu)|(?:alleen|exclusief) voor (?:\S+ )?abonnees|(?:verder|door)\s?(?:te )?lezen|"
    r"al (?:een )?abonnee|"
    r"\blog in (?:of|om)\b|"
    # Polish
    r"\b(?:wykup|kup) (?:\S+ )?(?:subskrypcj|prenumerat|dostęp)|(?:tylko|"
    r"dostępn\w+) dla (?:\S+ )?(?:subskrybent|prenumerat)|"
    r"czyta(?:j|ć) dalej|zaloguj się (?:lub|albo|i|aby)\b|masz już (?:konto|subskrypcj|prenumerat)",
    re.IGNORECASE | re.MULTILINE,
)
"""How a page invites to subscribe or sign in before one reads on."""

CONSENT = re.compile(
    r"(?P<privacy>value your privacy|(?:ihre|deine) privatsphäre|(?:votre|la) vie privée|(?:tu|su) privacidad|"
    r"(?:tua|vostra) privacy|(?:sua|tua) privacidade|(?:uw|je|jouw) privacy|(?:twoj\w+|państwa) prywatnoś)|"
    r"(?P<partners>(?:we and )?our (?:\d[\d.,]* )?(?:partners|vendors)|unsere (?:\d[\d.,]* )?partner|"
    r"nos (?:\d[\d.,]* )?partenaires|"
    r"nuestros (?:\d[\d.,]* )?socios|nostri (?:\d[\d.,]* )?(?:partner|fornitori)|nossos (?:\d[\d.,]* )?parceiros|"
    r"onze (?:\d[\d.,]* )?partners|"
    r"nasi (?:\d[\d.,]* )?partnerzy)|"
    r"(?P<device>(?:information|data|identifiers),? on (?:a|your) device|auf (?:einem|ihrem) (?:end)?gerät|"
    r"sur (?:un|votre) (?:appareil|terminal)|en (?:un|su|tu) dispositivo|su(?:l| un) (?:tuo )?dispositivo|"
    r"(?:num|em um|em seu) dispositivo|no (?:seu )?dispositivo|op (?:een|uw|je) apparaat|na urządzeni)|"
    r"(?P<choices>withdraw (?:your )?consent|(?:change|manage) your (?:choices|preferences|consent)|"
    r"einwilligung|(?:retirer|donner) votre consentement|consentimiento|(?:il tuo |revocare il )consenso|consentimento|"
    r"toestemming|zgod[yęa]\b)|"
    r"(?P<buttons>accept all|reject all|selecting accept|clicking .{0,3}accept|alle akzeptieren|"
    r"tout (?:accepter|refuser)|"
    r"(?:aceptar|rechazar) todo|(?:accetta|rifiuta) tutto|(?:aceitar|rejeitar) tudo|alles (?:accepteren|weigeren)|"
    r"akceptuj\w* wszystk)|"
    r"(?P<place>precise geolocation|genaue(?:r)? standortdaten|géolocalisation précises|"
    r"localización geográfica precisa|"
    r"geolocalizzazione precis|geolocalização precis|precieze geolocatie|dokładnych danych geolokaliz)|"
    r"(?P<adverts>personali[sz]ed (?:ads|advertising|content)|personalisierte (?:anzeigen|werbung|inhalte)|"
    r"(?:publicités?|contenus?) (?:et contenus? )?personnalisé|(?:publicidad|anuncios|contenidos?) (?:y contenido )?"
    r"personalizad|(?:pubblicità|annunci) (?:e contenuti )?personalizzat|(?:publicidade|anúncios) (?:e conteúdos? )?"
    r"personalizad|gepersonaliseerde (?:advertenties|inhoud)|spersonalizowan\w+ (?:reklam|treś))|"
    r"(?P<cookies>\bcookies\b|ciastecz\w+|plik\w+ cookie)|(?P<interest>legitimate interest|berechtigte[sn]? interesse|"
    r"intérêt légitime|interés legítimo|legittimo interesse|interesse legítimo|gerechtvaardigd belang|"
    r"uzasadnion\w+ interes)",
    re.IGNORECASE,
)
"""Subjects of a notice of consent, one group each: a notice has several of them, close to each other."""

THINGS = frozenset({"device", "choices", "place", "adverts", "cookies", "interest"})
"""Groups of `CONSENT` that are nouns: a sentence of the news opens with them, too ("Cookies are ...")."""
