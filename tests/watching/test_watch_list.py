"""The newspapers to watch come from catalogues and OPML files."""

from dataclasses import replace

import pytest

from core.errors import CatalogueError
from core.watching.watch_list import load_papers
from tests.support.editions import BAY, HILL
from tests.support.servers import catalogue

OUTLINE = '<outline type="rss" text="Paper {n}" xmlUrl="https://paper-{n}.example.co.uk/rss"/>'


def opml(count):
    lines = "".join(OUTLINE.format(n=n) for n in range(count))
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{lines}</body></opml>'


def test_ten_thousand_feeds_of_an_opml_file_are_as_many_papers(tmp_path):
    (tmp_path / "many.opml").write_text(opml(10_000))
    papers = load_papers([tmp_path / "many.opml"])
    assert len(papers) == 10_000
    paper = next(iter(papers.values()))
    assert (paper.name, paper.country, paper.home) == ("Paper 0", "gb", "https://paper-0.example.co.uk/")
    assert paper.feeds == ("https://paper-0.example.co.uk/rss",)
    assert load_papers([tmp_path / "many.opml"]).keys() == papers.keys()  # the same ids the next time


def test_a_catalogue_of_more_papers_than_the_app_takes_is_watched(tmp_path):
    papers = [replace(BAY, id=f"paper-{n}", home=f"https://p{n}.example/") for n in range(700)]
    (tmp_path / "many.toml").write_text(catalogue(papers))
    assert len(load_papers([tmp_path / "many.toml"])) == 700


def test_papers_of_several_files_are_there_once(tmp_path):
    (tmp_path / "one.toml").write_text(catalogue([BAY, HILL]))
    (tmp_path / "two.toml").write_text(catalogue([HILL]))
    (tmp_path / "three.opml").write_text(opml(2))
    papers = load_papers([tmp_path / "one.toml", tmp_path / "two.toml", tmp_path / "three.opml"])
    assert len(papers) == 4


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.opml", "<opml><body/></opml>", "lists no feed"),
        ("a.opml", "{}", "lists no feed"),
        ("a.toml", "", "holds no newspaper"),
    ],
)
def test_a_file_without_newspapers_is_a_sentence(tmp_path, name, content, says):
    (tmp_path / name).write_text(content)
    with pytest.raises(CatalogueError, match=says):
        load_papers([tmp_path / name])


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    for name in ("gone.opml", "gone.toml"):
        with pytest.raises(CatalogueError, match="cannot be read"):
            load_papers([tmp_path / name])


def test_one_id_for_two_papers_is_refused(tmp_path):
    (tmp_path / "one.toml").write_text(catalogue([BAY]))
    other = replace(BAY, home="https://other.example/")
    (tmp_path / "two.toml").write_text(catalogue([other]))
    with pytest.raises(CatalogueError, match="another newspaper's already"):
        load_papers([tmp_path / "one.toml", tmp_path / "two.toml"])
