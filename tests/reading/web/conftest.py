"""What tests of fetching share: a fetcher that may read from loopback, and the reason for which it refuses."""

import pytest

from core.errors import FetchError
from core.reading.web.fetch import Fetcher
from core.reading.web.guard import Guard

LOOPBACK = Guard(allow_loopback=True)


@pytest.fixture
def fetcher():
    opened = Fetcher(LOOPBACK)
    yield opened
    opened.close()


def reason(fetcher, url, **options):
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, **options)
    assert caught.value.detail.endswith(".")
    return caught.value.reason
