"""`papers check --all`: a table of newspapers on loopback, half of them dead, each in its own way."""

import socket
from datetime import UTC, date, datetime

import pytest

from core.newspapers import load_catalogue
from tests.support.servers import catalogue, honest_papers, newspaper, page, redirect, serving, status

EMPTY = '<?xml version="1.0"?><rss version="2.0"><channel><title>Empty</title></channel></rss>'
DEAD = {
    "refuses": status(403),
    "is-gone": status(404),
    "is-down": status(503),
    "is-a-page": page("<html><body><h1>Moved</h1></body></html>"),
    "is-empty": page(EMPTY, "application/rss+xml"),
    "is-a-circle": redirect("/feed.xml"),
    "is-broken": page(b"\x00\x01<rss", "application/rss+xml"),
}
"""What the feed of each dead paper answers, by what is wrong with it."""


@pytest.fixture
def papers(tmp_path, monkeypatch):
    """A catalogue of seven papers that work and nine that do not, by turns."""
    monkeypatch.setenv("BROADSHEET_ALLOW_LOOPBACK", "1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with honest_papers(len(DEAD), articles=3) as alive, serving() as denied, serving() as server:
        denied.answers["/robots.txt"] = page("User-agent: *\nDisallow: /\n", "text/plain")
        dead = [newspaper(denied, "says-no"), newspaper(server, "no-server", feeds=(f"http://127.0.0.1:{port}/rss",))]
        for name, answer in DEAD.items():
            server.answers[f"/{name}/feed.xml"] = answer
            dead.append(newspaper(server, name, feeds=(f"{server.url}/{name}/feed.xml",)))
        path = tmp_path / "papers.toml"
        path.write_text("# Ours.\n" + catalogue([*sum(zip(alive, dead, strict=False), ()), *dead[len(alive) :]]))
        yield path


def test_all_papers_are_a_table(run, papers):
    before = papers.read_text()
    code, out, err = run("papers", "check", "--all", "--catalogue", papers)
    head, *rows = out.splitlines()
    assert code == 0
    assert head.split() == ["paper", "country", "feeds", "articles", "days", "newest", "article"]
    assert len(rows) == 2 * len(DEAD) + 2
    found = {row.split()[0]: row.split(maxsplit=7)[1:] for row in rows}
    for number in range(len(DEAD)):
        country, *feeds, articles, days, newest = found[f"paper-{number}"]
        assert (country, feeds, articles, days) == ("gb", ["1", "of", "1"], "3", "1"), newest
        assert "words" in newest
    for name in ("says-no", "no-server", *DEAD):
        country, *feeds, articles, days, why = found[name]
        assert (country, feeds, articles, days) == ("gb", ["0", "of", "1"], "-", "-")
        assert why.endswith(".") and len(why) > 15
    assert len({tuple(found[name][6:]) for name in ("says-no", "no-server", "is-gone", "is-down", "is-empty")}) == 5
    assert f"{len(DEAD)} of {len(rows)} papers work." in err
    assert papers.read_text() == before


def test_papers_that_work_are_proven_in_the_file(run, papers):
    before = papers.read_text()
    code, _, err = run("papers", "check", "--all", "--write", "--catalogue", papers)
    assert code == 0
    today = datetime.now(UTC).date()
    proven = {paper.id: paper.proven for paper in load_catalogue(papers)}
    assert {name for name, day in proven.items() if day} == {f"paper-{number}" for number in range(len(DEAD))}
    assert today - max(filter(None, proven.values())) <= date.resolution
    assert f"was written for {len(DEAD)} of them into" in err
    lines = papers.read_text().splitlines()
    assert [line for line in lines if not line.startswith("proven")] == before.splitlines()


@pytest.mark.parametrize(
    "arguments", [("list", "--all"), ("list", "--write"), ("check", "--all", "guardian")], ids=" ".join
)
def test_options_that_do_not_belong_together_are_refused(run, arguments):
    code, out, err = run("papers", *arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_the_list_keeps_its_columns(run, papers):
    _, out, _ = run("papers", "list", "--catalogue", papers)
    assert out.splitlines()[0] == f"{'paper-0':24} gb  Paper-0"
