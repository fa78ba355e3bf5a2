"""The rows of what was not read: codes decide, never the sentences beside them."""

import pytest

from core.reading.rows import repeated_row, skipped_row
from core.types import ArticleRef, Reason, Status

REF = ArticleRef("harbour", "https://harbour.example/a", "It was read aloud")


@pytest.mark.parametrize("detail", [None, "It was read by nobody: this is a video.", "A gallery."])
def test_what_is_no_article_has_its_code_whatever_the_sentence_says(detail):
    row = skipped_row(REF, detail)
    assert (row.status, row.error, row.detail) == (Status.SKIPPED, Reason.NOT_A_PAGE, detail)


@pytest.mark.parametrize("detail", ["It was already read in this edition.", "Seen before."])
def test_what_was_read_already_is_no_failure(detail):
    row = repeated_row(REF, detail)
    assert (row.status, row.error, row.detail) == (Status.SKIPPED, None, detail)
