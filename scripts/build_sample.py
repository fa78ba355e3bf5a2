"""Renders the sample edition: articles as web pages, feeds, a news sitemap and robots.txt.

`python scripts/build_sample.py` writes `artifacts/sample/web`; with `--check`
it only compares, and says what differs. Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

SAMPLE = Path(__file__).resolve().parent.parent / "artifacts" / "sample"
FAILING = "the-evening-signal"


@dataclass(frozen=True)
class Paper:
    """A fictional newspaper: how it looks, and how it lists its articles."""

    id: str
    name: str
    language: str
    listing: str
    """The file that lists its articles; its ending says which kind: rss, atom or sitemap."""

    @property
    def base(self) -> str:
        return f"https://{self.id}.example"


PAPERS = (
    Paper("the-harbour-post", "The Harbour Post", "en-GB", "rss.xml"),
    Paper("the-meridian-times", "The Meridian Times", "en-GB", "rss.xml"),
    Paper("the-daily-lantern", "The Daily Lantern", "en-GB", "atom.xml"),
    Paper("northfield-courier", "Northfield Courier", "en-US", "sitemap.xml"),
    Paper("the-ledger-exchange", "The Ledger & Exchange", "en-US", "rss.xml"),
)


@dataclass(frozen=True)
class Story:
    """One article as it was written."""

    paper: Paper
    slug: str
    title: str
    published: datetime
    authors: tuple[str, ...]
    section: str
    topic: str
    story: str
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        place = "-".join("".join(c if c.isalnum() else " " for c in self.section.lower()).split())
        return f"/{place}/{self.slug}"

    @property
    def url(self) -> str:
        return self.paper.base + self.path

    @property
    def byline(self) -> str:
        return " and ".join(self.authors)


def read_story(path: Path, paper: Paper) -> Story:
    """Return an article of `artifacts/sample/source`: front matter between lines of `---`, then paragraphs."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return Story(
        paper=paper,
        slug=path.stem,
        title=fields["title"],
        published=datetime.fromisoformat(fields["published"]),
        authors=tuple(name.strip() for name in fields["authors"].split(",")),
        section=fields["section"],
        topic=fields["topic"],
        story=fields.get("story", ""),
        paragraphs=tuple(part.strip() for part in body.strip().split("\n\n") if part.strip()),
    )


def stories(paper: Paper) -> list[Story]:
    """Return a paper's articles, newest first."""
    stories = [read_story(path, paper) for path in sorted((SAMPLE / "source" / paper.id).glob("*.md"))]
    return sorted(stories, key=lambda story: story.published, reverse=True)


# Pages: each paper writes its HTML in its own way, as real ones do.


def page(story: Story, others: list[Story]) -> str:
    """Return the article's web page in its paper's template."""
    head, body = TEMPLATES[story.paper.id](story)
    title = escape(f"{story.title} | {story.paper.name}")
    return (
        f'<!doctype html>\n<html lang="{story.paper.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f'<link rel="canonical" href="{story.url}">\n{head}\n</head>\n<body>\n{masthead(story.paper)}\n{body}\n'
        f"{related(others)}\n{footer(story.paper)}\n</body>\n</html>\n"
    )


def masthead(paper: Paper) -> str:
    links = "".join(f'<li><a href="/{s.lower()}/">{s}</a></li>' for s in ("News", "Sport", "Business", "Culture"))
    return f'<header><a class="logo" href="/">{escape(paper.name)}</a><nav><ul>{links}</ul></nav></header>'


def related(others: list[Story]) -> str:
    items = "".join(f'<li><a href="{other.path}">{escape(other.title)}</a></li>' for other in others[:3])
    return f'<aside class="related"><h2>More stories</h2><ul>{items}</ul></aside>'


def footer(paper: Paper) -> str:
    return (
        '<div class="newsletter"><p>Sign up for our morning newsletter.</p></div>'
        '<div class="cookie-banner"><p>We use cookies. Accept all or manage your choices.</p></div>'
        f"<footer><p>© 2026 {escape(paper.name)}, an invented newspaper. Contact us. Terms and conditions.</p></footer>"
    )


def paragraphs(story: Story) -> str:
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in story.paragraphs)


def meta(name: str, content: str, key: str = "property") -> str:
    return f'<meta {key}="{name}" content="{escape(content)}">'


def json_ld(value: Mapping[str, object]) -> str:
    text = json.dumps({"@context": "https://schema.org", **value}, ensure_ascii=False, indent=1)
    return '<script type="application/ld+json">' + text.replace("</", "<\\/") + "</script>"


def harbour_post(story: Story) -> tuple[str, str]:
    """JSON-LD with the section, and Open Graph."""
    data = {
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "articleSection": story.section,
        "author": [{"@type": "Person", "name": name} for name in story.authors],
    }
    head = "\n".join([meta("og:title", story.title), meta("og:type", "article"), json_ld(data)])
    body = (
        f'<main><article><h1>{escape(story.title)}</h1><p class="byline">By {escape(story.byline)}</p>'
        f'<div class="article-body">\n{paragraphs(story)}\n</div></article></main>'
    )
    return head, body


def meridian_times(story: Story) -> tuple[str, str]:
    """Meta elements and a breadcrumb in JSON-LD."""
    crumbs = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(("Home", story.section), 1)]
    head = "\n".join(
        [
            meta("og:title", story.title),
            meta("article:section", story.section),
            meta("article:published_time", story.published.isoformat()),
            meta("author", story.byline, "name"),
            json_ld({"@type": "BreadcrumbList", "itemListElement": crumbs}),
        ]
    )
    body = (
        f'<div id="content"><h1 class="headline">{escape(story.title)}</h1>'
        f'<span class="author">{escape(story.byline)}</span>\n<div class="story">\n{paragraphs(story)}\n</div></div>'
    )
    return head, body


def daily_lantern(story: Story) -> tuple[str, str]:
    """Return the section stands in the address alone; the date in a time element."""
    stamp = story.published.isoformat()
    head = "\n".join([meta("og:title", story.title), meta("og:type", "article")])
    body = (
        f'<section class="page"><article><header><h1>{escape(story.title)}</h1></header>'
        f'<p class="meta"><time datetime="{stamp}">{story.published:%d %b %Y, %H:%M}</time> '
        f'<span rel="author">{escape(story.byline)}</span></p>\n{paragraphs(story)}\n</article></section>'
    )
    return head, body


def northfield_courier(story: Story) -> tuple[str, str]:
    """One JSON-LD graph with article and breadcrumb."""
    crumbs = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(("Home", story.section), 1)]
    graph = [
        {
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": story.published.isoformat(),
            "author": {"@type": "Person", "name": story.byline},
        },
        {"@type": "BreadcrumbList", "itemListElement": crumbs},
    ]
    content = f'<div class="entry-content">\n{paragraphs(story)}\n</div>'
    body = f'<div class="wrap"><h1>{escape(story.title)}</h1>{content}</div>'
    return json_ld({"@graph": graph}), body


def ledger_exchange(story: Story) -> tuple[str, str]:
    """Plain meta elements and a breadcrumb in HTML."""
    head = "\n".join(
        [
            meta("og:title", story.title),
            meta("date", story.published.isoformat(), "name"),
            meta("author", story.byline, "name"),
        ]
    )
    body = (
        f'<nav class="breadcrumb" aria-label="breadcrumb"><a href="/">Home</a> <a href="#">{escape(story.section)}</a>'
        f'</nav><main><h1>{escape(story.title)}</h1><p class="by">{escape(story.byline)}</p>'
        f'<div itemprop="articleBody">\n{paragraphs(story)}\n</div></main>'
    )
    return head, body


TEMPLATES = {
    "the-harbour-post": harbour_post,
    "the-meridian-times": meridian_times,
    "the-daily-lantern": daily_lantern,
    "northfield-courier": northfield_courier,
    "the-ledger-exchange": ledger_exchange,
}


# Lists of articles.


def rss(paper: Paper, articles: list[Story]) -> str:
    items = "\n".join(
        f"<item><title>{escape(s.title)}</title><link>{s.url}</link><guid>{s.url}</guid>"
        f"<pubDate>{format_datetime(s.published)}</pubDate><category>{escape(s.section)}</category>"
        f"<description>{escape(teaser(s))}</description></item>"
        for s in articles
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{escape(paper.name)}</title>'
        f"<link>{paper.base}/</link><description>An invented newspaper</description>\n{items}\n</channel></rss>\n"
    )


def atom(paper: Paper, articles: list[Story]) -> str:
    items = "\n".join(
        f'<entry><title>{escape(s.title)}</title><link href="{s.url}"/><id>{s.url}</id>'
        f"<updated>{s.published.isoformat()}</updated><summary>{escape(teaser(s))}</summary></entry>"
        for s in articles
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(paper.name)}</title><id>{paper.base}/</id>\n{items}\n</feed>\n"
    )


def sitemap(paper: Paper, articles: list[Story]) -> str:
    items = "\n".join(
        f"<url><loc>{s.url}</loc><news:news><news:publication><news:name>{escape(paper.name)}</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{s.published.isoformat()}"
        f"</news:publication_date><news:title>{escape(s.title)}</news:title></news:news></url>"
        for s in articles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{items}\n</urlset>\n'
    )


LISTS = {"rss.xml": rss, "atom.xml": atom, "sitemap.xml": sitemap}


def teaser(story: Story) -> str:
    return story.paragraphs[0].split(". ")[0] if story.paragraphs else ""


def home(paper: Paper, articles: list[Story]) -> str:
    items = "".join(f'<li><a href="{story.path}">{escape(story.title)}</a></li>' for story in articles)
    return f"<!doctype html>\n<title>{escape(paper.name)}</title>\n{masthead(paper)}\n<ul>{items}</ul>\n"


# Everything together.


def build(web: Path) -> None:
    """Write all hosts into a folder."""
    for paper in PAPERS:
        articles = stories(paper)
        host = web / f"{paper.id}.example"
        write(host / "robots.txt", "User-agent: *\nDisallow: /search\n")
        write(host / paper.listing, LISTS[paper.listing](paper, articles))
        write(host / "index.html", home(paper, articles))
        for number, story in enumerate(articles):
            others = articles[number + 1 :] + articles[:number]
            write(host / f"{story.path.lstrip('/')}.html", page(story, others))
    write(web / f"{FAILING}.example" / "robots.txt", "User-agent: *\nDisallow:\n")
    write(web / "responses.toml", f'[status]\n"https://{FAILING}.example/feed.xml" = 503\n')


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def check() -> int:
    """Whether the files are what would be built; says which are not."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        rendered, stored = contents(Path(folder)), contents(SAMPLE / "web")
    different = sorted(name for name in rendered.keys() | stored.keys() if rendered.get(name) != stored.get(name))
    if different:
        print(f"The sample edition is not up to date: {', '.join(different[:5])}. Run make sample.", file=sys.stderr)
    return 1 if different else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    if parser.parse_args().check:
        return check()
    shutil.rmtree(SAMPLE / "web", ignore_errors=True)
    build(SAMPLE / "web")
    print(f"{sum(len(stories(paper)) for paper in PAPERS)} articles of {len(PAPERS)} papers are in {SAMPLE / 'web'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
