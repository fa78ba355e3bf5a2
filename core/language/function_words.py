"""The commonest words of other languages that tell nothing: articles, prepositions, pronouns and auxiliary verbs."""

from __future__ import annotations

_BY_LANGUAGE = {
    "de": """
        der das den dem des ein eine einen einem einer eines und oder aber nicht kein keine mit von vom zum zur aus
        auf bei beim nach für über unter vor durch gegen ohne um bis seit wegen zwischen wird werden wurde wurden ist
        sind sein seine seinen seiner haben hatte kann können soll sollen muss müssen sich auch noch nur schon wie wer
        wo wenn dass sie ihr ihre ihren wir ich mehr als im ins zu es er
    """,
    "es": """
        el la los las un una unos unas del al de en con por para sobre entre hasta desde tras ante según contra
        que qué como cómo cuando donde quien su sus se le les lo ya más muy pero es fue ser está están ha
        hay había este esta estos estas ese esa y o e
    """,
    "fr": """
        le la les un une du de des en au aux avec sans sous sur dans entre chez vers depuis contre après
        avant que qui quoi dont où comme quand se sa ses leur leurs ce cet cette ces il elle ils elles nous vous est
        sont été être ont avait pas mais ou et ne très
    """,
    "it": """
        il lo la gli le un uno una del dello della dei degli delle al allo alla agli alle dalla nella nei
        nelle sul sulla di da con su tra fra che quando più anche si suo sua suoi sono è
        ha hanno essere questo questa dopo contro e o
    """,
    "nl": """
        de het een op te voor aan bij uit naar om tegen zonder onder na en of maar niet geen
        ook nog wel dat dit deze wie wat waar hoe als zijn wordt worden werd heeft hebben kan moet zich hij zij
        ze er
    """,
    "pt": """
        o a os um uma uns umas da dos das na nos nas ao aos à às de em com por pelo pela para sem sobre entre
        até desde após contra que quem como quando onde se seu sua seus suas não mais mas é são foi ser está estão
        têm há este esta isso e ou
    """,
}
FUNCTION_WORDS = frozenset(word for words in _BY_LANGUAGE.values() for word in words.split())
"""Without those that are a word of English news, too, such as "die" and "son"."""
