"""Headlines and sections that try to be more than text."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from core.types import Edition, Newspaper
from tests.support.editions import BAY, HILL, article, edition
from tests.support.servers import WORDS, article_html, feed, newspaper, page, serving

MARK = "zq7"
"""Stands in every hostile text, so that a test can find it."""

HOSTILE = (
    f"**{MARK} bold** _slanted_ [link](javascript:alert(1)) ![picture](https://evil.example/x.png)",
    f"<script>alert('{MARK}')</script><img src=x onerror=alert(1)><b>{MARK}</b>",
    f"javascript:alert('{MARK}')",
    f"\u202egnirts {MARK} \u2066left\u2069 \u200fright",
    f"{MARK} " + "long " * 2000,
    f"{MARK} \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u0301\u0301\u0301",
    f'=HYPERLINK("http://evil.example","{MARK}")',
    f"+{MARK}",
    f"-{MARK}",
    f"@{MARK}",
    f":red[{MARK}] :material/home: $x^2$ :smile: `code` {MARK}",
    f"</text></svg><script>{MARK}</script>",
    f"]]>{MARK}<![CDATA[",
    f"{{{{ {MARK} }}}} {{% raw %}} ${{{MARK}}} datum.{MARK}",
    f"{MARK}\x00\x07\x1b[31m\ud800 end",
    f"'; DROP TABLE articles; -- {MARK}",
    f"{MARK} https://evil.example/x www.evil.example me@evil.example xmpp:me@evil.example",
    f"{{{{7*7}}}} <%= {MARK} %> #{{{MARK}}}",
    f"=cmd|' /C calc'!{MARK}",
    f"%3Cscript%3Ealert('{MARK}')%3C/script%3E",
    f"data:text/html,<script>alert('{MARK}')</script>",
)


@contextmanager
def hostile_papers() -> Iterator[list[Newspaper]]:
    """Two newspapers on loopback with each hostile text as headline and section, and names that are as bad."""
    names = (
        f"<img src=x onerror=alert(1)> **{MARK} Bay** $x^2$ :red[y]",
        f"{MARK} <b>Hill</b> www.evil.example a@x.co",
    )
    with ExitStack() as stack:
        papers = []
        for number, name in enumerate(names):
            server = stack.enter_context(serving())
            server.answers["/robots.txt"] = page("User-agent: *\nAllow: /\n", "text/plain")
            texts = [storable(text) for text in HOSTILE]
            paths = [f"/news/{n}" for n in range(len(texts))]
            for path, text in zip(paths, texts, strict=True):
                made = article_html(text, _words(text, f"{number} {path}"), section=html.escape(text))
                server.answers[path] = page(made.encode("utf-8", "replace"))
            server.answers["/feed.xml"] = page(
                feed(server.url, [*paths, "/x"], [*map(tidy_xml, texts), "x"]).replace(
                    f"{server.url}/x<".encode(), b"javascript:alert(1)<"
                ),
                "application/rss+xml",
            )
            papers.append(replace(newspaper(server, f"hostile-{number}"), name=name))
        yield papers


def _words(text: str, seed: str) -> str:
    """A hostile text among words that no other article has in this order, so that none is another's copy."""
    names = (
        ("striker", "goal", "match", "keeper", "cup") if seed.startswith("0") else ("minister", "vote", "bill", "tax")
    )
    chance = random.Random(seed)
    several = [" ".join(chance.choices((*names, *WORDS.split()), k=14)) for _ in range(14)]
    return f"The {names[0]} said {text[:400]} after the {names[1]}. " + ". ".join(several) + "."


def storable(text: str) -> str:
    """The text with a question mark for each half surrogate."""
    return text.encode("utf-8", "replace").decode()


def tidy_xml(text: str) -> str:
    """The text without what XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)


def hostile_edition() -> Edition:
    """Each hostile text as headline and as section, told by two papers, under addresses that are as bad."""
    items = []
    for number, text in enumerate(HOSTILE):
        for paper, topic in ((BAY, "sport"), (HILL, "politics")):
            made = article(paper, number, topic, title=text, text=f"The striker and the minister said {text[:400]}")
            url = f"javascript:alert({number})" if number % 2 else made.article.url
            items.append(replace(made, article=replace(made.article, section=text, url=url)))
    return edition(*items)
