"""Records of WARC files: whole, broken, cut off, huge, and with wrong lengths, compressed and plain."""

import gzip
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import InputError
from core.reading.warc.headers import parse_headers
from core.reading.warc.records import check_warc, read_records
from tests.support.warc import compressed, info, record

PAGES = [record(f"https://x.example/{n}", b"<html>%d" % n * 200) for n in range(4)]


@pytest.fixture(params=["gzip", "plain"])
def pack(request, tmp_path):
    """Write records, each by itself or not compressed; a record may be given in bytes that are written as they are."""
    squeeze = gzip.compress if request.param == "gzip" else bytes

    def write(*records, change=lambda packed: packed):
        path = tmp_path / "x.warc"
        path.write_bytes(b"".join(change([squeeze(each) for each in records])))
        return path

    return write


def read(path, offset=0):
    """The last character of each record's address, or its fault."""
    return [each.fault or each.headers["warc-target-uri"][-1] for each in read_records(path, offset)]


def test_all_records_are_read_and_each_place_is_one_to_go_on_from(pack):
    path = pack(*PAGES)
    records = list(read_records(path))
    assert [each.block for each in records] == [page.split(b"\r\n\r\n", 1)[1][:-4] for page in PAGES]
    assert records[-1].end == path.stat().st_size
    for number, each in enumerate(records):
        assert read(path, each.end) == list("0123")[number + 1 :]


def test_a_damaged_record_is_one_broken_one_and_the_next_are_read(pack):
    def damage(packed):
        packed[1] = packed[1][:1] + b"\xff" * 40 + packed[1][41:]
        return packed

    assert read(pack(*PAGES, change=damage)) == ["0", "broken", "2", "3"]


def test_a_record_cut_off_in_the_middle_is_broken_and_the_next_are_read(pack):
    def cut(packed):
        packed[1] = packed[1][: len(packed[1]) // 2]
        return packed

    assert read(pack(*PAGES, change=cut)) == ["0", "broken", "2", "3"]


def test_a_file_that_ends_within_a_record_is_read_on_when_it_has_grown(pack):
    path = pack(*PAGES)
    whole = path.read_bytes()
    ends = [each.end for each in read_records(path)]
    for end in (ends[1] + 1, ends[1] + 30, ends[2] - 1):
        path.write_bytes(whole[:end])
        assert list(read_records(path))[-1].end == ends[1]
    path.write_bytes(whole)
    assert read(path, ends[1]) == ["2", "3"]


@pytest.mark.parametrize("length", [10, 100_000, "x"])
def test_a_wrong_length_is_broken_and_the_next_are_read(pack, length):
    wrong = record("https://x.example/1", b"<html>1" * 200, length=length)
    assert read(pack(PAGES[0], wrong, *PAGES[2:])) == ["0", "broken", "2", "3"]


def test_a_record_of_200_megabytes_is_refused_in_bounded_memory(tmp_path):
    start, end = record("https://x.example/1", b"", length=200_000_000).split(b"\r\n\r\n", 1)
    squeezer = __import__("zlib").compressobj(1, wbits=31)
    block = squeezer.compress(start + b"\r\n\r\n")
    million = bytes(1_000_000)
    block += b"".join(squeezer.compress(million) for _ in range(200)) + squeezer.compress(b"\r\n\r\n")
    path = tmp_path / "x.warc.gz"
    path.write_bytes(compressed(PAGES[0]) + block + squeezer.flush() + compressed(PAGES[2]))
    del million, end
    tracemalloc.start()
    assert read(path) == ["0", "too_big", "2"]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_huge_plain_record_is_not_even_read(tmp_path):
    path = tmp_path / "x.warc"
    with path.open("wb") as stream:
        stream.write(record("https://x.example/1", b"", length=200_000_000).split(b"\r\n\r\n", 1)[0] + b"\r\n\r\n")
        stream.seek(200_000_000, 1)
        stream.write(b"\r\n\r\n" + PAGES[2])
    assert read(path) == ["too_big", "2"]


def test_what_is_no_warc_file_or_compressed_as_a_whole_is_a_sentence(tmp_path):
    path = tmp_path / "x.warc.gz"
    for content in (b"", b"\x28\xb5\x2f\xfdxyz", b"WARC", b"<html>", b"\x1f\x8b\x08cut"):
        path.write_bytes(content)
        with pytest.raises(InputError, match="no WARC file"):
            check_warc(path)
    path.write_bytes(gzip.compress(b"".join(PAGES)))
    with pytest.raises(InputError, match="compressed as a whole"):
        check_warc(path)
    with pytest.raises(InputError, match="cannot be read"):
        check_warc(tmp_path / "none")


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_damaged_places_rise_and_reading_ends(tmp_path_factory, data):
    pages = [info(), *PAGES]
    content = bytearray(compressed(*pages) if data.draw(st.booleans()) else b"".join(pages))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(3, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    path = tmp_path_factory.mktemp("x") / "x.warc"
    path.write_bytes(content)
    records = list(read_records(path))
    assert all(each.offset < each.end <= len(content) for each in records)
    assert [each.end for each in records[:-1]] == [each.offset for each in records[1:]]
    for each in records:
        assert [other.end for other in read_records(path, each.end)] == [
            other.end for other in records if other.offset >= each.end
        ]


def test_headers_join_repeated_names_and_go_on_over_lines():
    content = b"HTTP/1.1 200 OK\r\nA: 1\r\nnonsense\r\n b\r\nB: 2\n\t3\r\na: 4\r\n\r\nbody"
    headers, end = parse_headers(content)
    assert headers == {"": "HTTP/1.1 200 OK", "a": "1, 4", "b": "2 3"}
    assert content[end:] == b"body"
    assert parse_headers(b"HTTP/1.1 200 OK\r\nA: 1") == (None, 0)
