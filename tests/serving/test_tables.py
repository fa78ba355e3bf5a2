"""Large tables in a process of their own: the same answers, in turns, and no end that anybody else notices."""

import os
import signal
import time

import pytest

from core.errors import InputError, ModelError
from core.serving.tables import BATCH, MAX_TABLES, TableClassifier
from core.topics.manifest import read_manifest
from tests.support.models import ARTIFACTS, SHIPPED

TEXTS = [("", f"Rovers won the cup final number {n} after extra time.") for n in range(BATCH * 3 + 1)]
ENTRY = read_manifest(ARTIFACTS).entry("bbc-2004")


@pytest.fixture
def tables():
    opened = TableClassifier()
    yield opened
    opened.close()


def test_answers_are_those_of_the_model_in_their_order(tables):
    batches = list(tables.classify(TEXTS, ENTRY, ARTIFACTS))
    assert [len(batch) for batch in batches] == [BATCH, BATCH, BATCH, 1]
    assert [answer for batch in batches for answer in batch] == SHIPPED.get("bbc-2004").predict(TEXTS)


def test_tables_take_turns_and_one_too_many_is_asked_to_wait(tables):
    open_tables = [tables.classify(TEXTS, ENTRY, ARTIFACTS) for _ in range(MAX_TABLES)]
    for _ in range(2):
        assert all(len(next(table)) == BATCH for table in open_tables)
    with pytest.raises(InputError, match="try again in a minute"):
        next(tables.classify(TEXTS, ENTRY, ARTIFACTS))
    open_tables.pop().close()  # its visitor has left
    assert len(next(tables.classify(TEXTS, ENTRY, ARTIFACTS))) == BATCH
    for table in open_tables:
        table.close()


def test_a_process_that_is_killed_is_said_and_the_next_table_has_another(tables):
    table = tables.classify(TEXTS, ENTRY, ARTIFACTS)
    next(table)
    os.kill(tables._process.pid, signal.SIGKILL)
    with pytest.raises(ModelError, match="Hand in the table again"):
        list(table)
    assert sum(map(len, tables.classify(TEXTS, ENTRY, ARTIFACTS))) == len(TEXTS)


def test_a_process_that_cannot_load_the_model_is_said(tmp_path):
    tables = TableClassifier()
    with pytest.raises(ModelError):
        list(tables.classify(TEXTS, ENTRY, tmp_path))


def test_without_work_it_ends():
    tables = TableClassifier(idle_seconds=0.1)
    list(tables.classify(TEXTS[:2], ENTRY, ARTIFACTS))
    give_up = time.monotonic() + 20
    while tables._process is not None and time.monotonic() < give_up:
        time.sleep(0.05)
    assert tables._process is None
    assert list(tables.classify(TEXTS[:2], ENTRY, ARTIFACTS))
    tables.close()
