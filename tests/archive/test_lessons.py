"""What training can learn from an archive."""

from dataclasses import replace

from core.archive import Correction, CorrectionState
from tests.archive.examples import MODEL, NOW, edition, item


def test_an_accepted_correction_teaches_and_its_article_is_no_lesson_of_its_section(archive):
    archive.save(edition(item(1, section_topic="sport"), item(2, section_topic="health"), item(3)), MODEL)
    correction = Correction("tech", "sport", 0.8, MODEL, url="https://bay.example/1", title="Sent title")
    token = archive.send_correction(correction, "a", NOW)
    assert list(archive.corrected_lessons()) == []
    assert {lesson.topic for lesson in archive.section_lessons()} == {"sport", "health"}
    archive.review_corrections([token], CorrectionState.ACCEPTED)
    [lesson] = archive.corrected_lessons()
    assert (lesson.topic, lesson.article.url, lesson.article.newspaper) == ("tech", "https://bay.example/1", "bay")
    assert lesson.article.text
    assert [lesson.topic for lesson in archive.section_lessons()] == ["health"]


def test_a_pasted_text_is_a_lesson_of_a_reader_under_its_token(archive):
    pasted = Correction("tech", "sport", 0.8, MODEL, title="Mine", text="My own text", text_agreed=True)
    for number, correction in enumerate((pasted, replace(pasted, text_agreed=False))):
        token = archive.send_correction(correction, str(number), NOW)
        archive.review_corrections([token], CorrectionState.ACCEPTED)
    [lesson] = archive.corrected_lessons()
    assert (lesson.article.newspaper, lesson.article.title, lesson.article.text) == ("reader", "Mine", "My own text")


def test_the_sample_teaches_nothing(archive):
    archive.save(replace(edition(item(1, section_topic="sport")), sample=True), MODEL)
    assert list(archive.section_lessons()) == []
