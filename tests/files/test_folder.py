import os

import pytest

from core.errors import OutputError
from core.files.folder import write_files


def test_only_what_differs_is_written(tmp_path):
    folder = tmp_path / "new" / "folder"
    assert write_files(folder, {"a": b"1", "b": b"2"}) == ["a", "b"]
    moment = (folder / "a").stat().st_mtime_ns
    assert write_files(folder, {"a": b"1", "b": b"3"}) == ["b"]
    assert (folder / "a").stat().st_mtime_ns == moment
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b"]


def test_none_is_replaced_where_one_cannot_be_written(tmp_path):
    (tmp_path / "a").write_bytes(b"former")
    (tmp_path / f".b.{os.getpid()}.tmp").mkdir()
    with pytest.raises(OutputError, match=r"^Nothing was written into .*\. What was there is unchanged\.$"):
        write_files(tmp_path, {"a": b"new", "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"former"
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".b.{os.getpid()}.tmp", "a"]


def test_a_folder_in_the_place_of_a_file_is_told_of(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="directory"):
        write_files(tmp_path, {"a": b"new"})
