"""Languages are told by the words of a text."""

import pytest

from core.language.detection import is_english, language_of

ENGLISH = (
    "The council met on Tuesday evening to decide about the new bridge, and the mayor told reporters that it had been "
    "two years in the making"
)
FRENCH = (
    "Le conseil municipal s'est réuni mardi soir pour décider du nouveau pont et la séance a duré deux heures avec le "
    "maire de la ville et ses adjoints"
)
GERMAN = (
    "Der Stadtrat hat am Dienstagabend über die neue Brücke entschieden, sagte die Bürgermeisterin den Reportern, und "
    "der Plan wurde mit zwölf Stimmen angenommen"
)


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr"), (GERMAN, "de")])
def test_languages_are_told_by_words(text, language):
    assert language_of(text) == language
    assert is_english(text) == (language == "en")


@pytest.mark.parametrize("text", ["Too short to say", "", "1 2 3 " * 20])
def test_nothing_is_said_of_too_few_words(text):
    assert language_of(text) is None and not is_english(text)
