import gzip

import pytest

from core.errors import InputError
from core.files.lines import MAX_LINE, batches, read_all, read_bytes, read_lines
from core.files.streams import open_bytes


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz"])
def test_plain_and_packed_files_are_read_alike(tmp_path, name):
    content = b"\xef\xbb\xbfone\n\n  two\xff \n"
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    with open_bytes(str(tmp_path / name)) as stream:
        assert stream.read() == content
    assert list(read_lines(str(tmp_path / name))) == [(1, "one"), (3, "two\ufffd")]
    assert read_all(str(tmp_path / name)) == "one\n\n  two\ufffd \n"


@pytest.mark.parametrize(
    "content",
    [b"no gzip", gzip.compress(b"x" * 999)[:20], gzip.compress(b"x" * 999)[:-9] + b"?" * 9],
    ids=["not packed", "cut off", "broken at its end"],
)
def test_a_file_that_cannot_be_unpacked_is_named(tmp_path, content):
    path = tmp_path / "a.gz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"a\.gz cannot be read: .+\.$"):
        read_bytes(str(path))
    with pytest.raises(InputError, match=r"a\.gz cannot be read"):
        list(read_lines(str(path)))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="No such file or directory"):
        read_all(str(tmp_path / "a"))


def test_a_file_or_line_that_is_too_large_is_refused(tmp_path):
    path = tmp_path / "a.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range(MAX_LINE // 2**20):
            stream.write(b" " * 2**20)
        stream.write(b"x")
    with pytest.raises(InputError, match="larger than 64 MiB"):
        read_bytes(str(path))
    with pytest.raises(InputError, match=r"Line 1 of .* is longer than 64 MiB"):
        list(read_lines(str(path)))


def test_batches_hold_everything_in_order():
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([], 2)) == []
