import pytest

from core.reading.feeds.sniff import is_feed_or_sitemap, mend_ampersands


@pytest.mark.parametrize(
    "content",
    [
        b"<rss version='2.0'>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- by hand -->\n<?xml-stylesheet href='a.xsl'?><feed xmlns='x'>",
        b"\n  <rdf:RDF xmlns='http://purl.org/rss/1.0/'>",
        b"<!DOCTYPE rss PUBLIC '-//N//DTD' 'http://x.example/rss.dtd'><rss version='0.91'>",
        b"<sm:urlset xmlns:sm='x'>",
        "<?xml version='1.0' encoding='UTF-16'?><sitemapindex>".encode("utf-16"),
        "<?xml version='1.0'?><urlset>".encode("utf-16-be"),
        b'{"version": "https://jsonfeed.org/version/1", "items": []}',
        b'{"items": [], "version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}',
        b"https://tribune.example/a\r\nhttps://tribune.example/b\r\n",
    ],
)
def test_feeds_and_sitemaps_are_told_by_their_bytes(content):
    assert is_feed_or_sitemap(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html><html><body><rss></body></html>",
        b'{"rss": "no", "jsonfeed.org": 1}',
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"https://tribune.example/a is where to look",
        b"<feedback>no</feedback>",
        b"\x00\x01\x02<rss>",
    ],
)
def test_what_is_no_feed_is_not_taken_for_one(content):
    assert not is_feed_or_sitemap(content)


@pytest.mark.parametrize(
    ("content", "mended"),
    [
        (b"<a>Marks & Spencer</a>", b"<a>Marks &amp; Spencer</a>"),
        (b"<a>R&D, S&P; x</a>", b"<a>R&amp;D, S&amp;P; x</a>"),
        (b"<a href='?a=1&b=2&lt=3'/>", b"<a href='?a=1&amp;b=2&amp;lt=3'/>"),
        (b"<a>&Uuml;ber &nbsp;&hellip;</a>", b"<a>&#220;ber &#160;&#8230;</a>"),
        (b"<a>&#150;&#x2014;&#0;</a>", b"<a>&#8211;&#8212;&#65533;</a>"),
        (b"<a><![CDATA[a & b &eacute;]]> &</a>", b"<a><![CDATA[a & b &eacute;]]> &amp;</a>"),
        (b"<!-- a & b --><a>c&c</a>", b"<!-- a & b --><a>c&amp;c</a>"),
        (b"<a>fish &amp; &lt;b&gt; &quot;&apos;</a>", b"<a>fish &amp; &lt;b&gt; &quot;&apos;</a>"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a; & c</x>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a; &amp; c</x>"),
        ("<a>a & b</a>".encode("utf-16"), "<a>a & b</a>".encode("utf-16")),
    ],
)
def test_ampersands_that_begin_no_reference_stand_for_themselves(content, mended):
    assert mend_ampersands(content) == mended
