"""Headlines and sections that try to be more than text."""

from __future__ import annotations

from core.types import Edition
from tests.editions import BAY, HILL, article, edition

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
)


def hostile_edition() -> Edition:
    """Each hostile text as headline and as section, told by two papers, under addresses that are as bad."""
    from dataclasses import replace

    items = []
    for number, text in enumerate(HOSTILE):
        for paper, topic in ((BAY, "sport"), (HILL, "politics")):
            made = article(paper, number, topic, title=text, text=f"The striker and the minister said {text[:400]}")
            url = f"javascript:alert({number})" if number % 2 else made.article.url
            items.append(replace(made, article=replace(made.article, section=text, url=url)))
    return edition(*items)
