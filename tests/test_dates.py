"""Dates are read as they are written, and believed only where they can be true."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.dates import (
    FEED_DATES,
    PAGE_DATES,
    STORABLE_DATES,
    Locale,
    bounds,
    date_of_path,
    in_utc,
    locale_of,
    now,
    read_date,
    read_dating,
    read_feed_date,
    read_feed_stamp,
    within,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-03", "2024-05-03T00:00:00+00:00"),
        ("2024-05-03T10:00:00Z", "2024-05-03T10:00:00+00:00"),
        ("2024-05-03T10:00:00", "2024-05-03T10:00:00+00:00"),
        ("2024-05-03T10:00:00.123456+0530", "2024-05-03T10:00:00.123456+05:30"),
        ("Fri, 03 May 2024 10:00:00 GMT", "2024-05-03T10:00:00+00:00"),
        ("May 3, 2024 10:00 AM EDT", "2024-05-03T10:00:00-04:00"),
        ("1714730400", "2024-05-03T10:00:00+00:00"),
        ("1714730400000", "2024-05-03T10:00:00+00:00"),
        ("yesterday", None),
        ("", None),
        ("0001-01-01T00:00:00+23:59", None),
        ("9999-12-31T23:59:59-23:59", None),
        pytest.param((datetime.now(UTC) + timedelta(days=40)).isoformat(), None, id="in 40 days"),
        ("2024-13-45T99:99:99", None),
    ],
)
def test_dates_come_with_their_zone_or_not_at_all(written, expected):
    date = read_date(written)
    assert (date.isoformat() if date else None) == expected


@given(st.text(max_size=80))
def test_any_writing_of_a_date_is_read_or_refused(text):
    date = read_date(text)
    assert date is None or date.tzinfo is not None


@pytest.mark.parametrize(
    ("bounds", "first", "last"),
    [
        (FEED_DATES, datetime(1990, 1, 1, tzinfo=UTC), timedelta(hours=23)),
        (PAGE_DATES, datetime(1901, 1, 1, tzinfo=UTC), timedelta(hours=47)),
        (STORABLE_DATES, datetime(1971, 1, 1, tzinfo=UTC), datetime(2261, 12, 31, tzinfo=UTC)),
    ],
)
def test_dates_are_believed_between_their_bounds_alone(bounds, first, last):
    last = now() + last if isinstance(last, timedelta) else last
    assert within(first, bounds) == first and within(last, bounds) == last
    assert within(first - timedelta(days=1), bounds) is None and within(last + timedelta(days=1), bounds) is None
    assert within(None, bounds) is None


def test_a_moment_without_zone_is_taken_for_utc():
    assert within(datetime(2024, 5, 3), STORABLE_DATES) == datetime(2024, 5, 3, tzinfo=UTC)


def test_moments_at_the_calendars_ends_have_no_utc():
    assert in_utc(datetime.max.replace(tzinfo=timezone(-timedelta(hours=1)))) is None
    assert in_utc(None) is None
    assert in_utc(datetime(2024, 5, 3, 2, tzinfo=timezone(timedelta(hours=2)))) == datetime(2024, 5, 3, tzinfo=UTC)


def test_a_clock_that_is_years_slow_costs_no_dates(monkeypatch):
    class Slow(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(1970, 1, 1, tzinfo=tz)

    monkeypatch.setattr(bounds, "datetime", Slow)
    assert now() == bounds.RELEASED


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (" 2026-11-20T08:00:00+01:00 ", datetime(2026, 11, 20, 7, tzinfo=UTC)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 08:00:00 +0100", datetime(2026, 11, 20, 7, tzinfo=UTC)),
        ("Mon, 01 Jan 100000000000000000000 00:00:00 +0000", None),
        ("20 November, or so", None),
        ("1989-12-31", None),
        ("2026-11-20" + " " * 100, None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_feeds_and_sitemaps_are_in_utc(written, expected):
    assert read_feed_date(written) == expected


@pytest.mark.parametrize("stamp", [None, (), (10**20, 1, 1, 0, 0, 0), (1800, 1, 1, 0, 0, 0), "noon"])
def test_stamps_that_are_no_time_are_no_date(stamp):
    assert read_feed_stamp(stamp) is None


def test_stamps_of_a_feed_are_read():
    assert read_feed_stamp(time.gmtime(1_714_730_400)) == datetime(2024, 5, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2024/05/03/quay", "2024-05-03"),
        ("/news/2024/may/3/quay", "2024-05-03"),
        ("/quay-2024-5-3.html", "2024-05-03"),
        ("/2024/13/03/quay", None),
        ("/2024/quay/03/x", None),
        ("/1899/05/03/quay", None),
        ("/quay", None),
        ("/2024/0503/quay", "2024-05-03"),
        ("/2024-05/03/content_7.htm", "2024-05-03"),
        ("/a/2024_may_3_quay", "2024-05-03"),
        ("/a/2024-05-03-quay", "2024-05-03"),
        ("/story-20240503-p5abc.html", "2024-05-03"),
        ("/20240503/quay", "2024-05-03"),
        ("/sport/2023/24/tabelle", None),
        ("/2023/10/quai-ouvert", None),
        ("/2023/1/quay", None),
        ("/2023/12/3-mareas", None),
        ("/2023/10/", None),
        ("/2024/17/heft", None),
        ("/2024/week/11", None),
        ("/liga-2023-24-spielplan", None),
        ("/liga/2023-24", None),
        ("/copa-2024-10-jugadores", None),
        ("/copa-2024-10-11-jugadores-de-oro", None),
        ("/wahl-2024-1-2-prozent-vorn", None),
        ("/id/2024050399", None),
        ("/2024/mayor/3/quay", None),
    ],
)
def test_an_address_may_name_its_day(path, expected):
    day = date_of_path(f"https://x.example{path}")
    assert (day.date().isoformat() if day else None) == expected


def iso(moment):
    return moment.isoformat() if moment else None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Sat, 14 Jun 2025 14:30:00 GMT+0330", "2025-06-14T14:30:00+03:30"),
        ("2025-06-14 14:30 UTC-3", "2025-06-14T14:30:00-03:00"),
        ("Sat Jun 14 2025 14:30:00 GMT-0700 (Mountain Standard Time)", "2025-06-14T14:30:00-07:00"),
        ("June 14, 2025 2:30 PM GMT+8", "2025-06-14T14:30:00+08:00"),
        ("14.06.2025 14:30 \u221204:00", "2025-06-14T14:30:00-04:00"),
        ("2025-06-14T14:30:00+09:00[Asia/Seoul]", "2025-06-14T14:30:00+09:00"),
        ("2025-06-14T14:30:00+09:00Z", "2025-06-14T14:30:00+09:00"),
        ("2025-06-14 14:30 Etc/GMT+5", "2025-06-14T14:30:00-05:00"),
        ("Sat, 14 Jun 2025 14:30:00 GMT", "2025-06-14T14:30:00+00:00"),
        ("Sat, 14 Jun 2025 14:30:00 -0000", "2025-06-14T14:30:00+00:00"),
        ("Sat, 14 Jun 2025 14:30:00 +9900", "2025-06-14T14:30:00+00:00"),
    ],
)
def test_an_offset_is_east_of_greenwich_where_it_is_positive(written, expected):
    assert iso(read_date(written)) == expected


@pytest.mark.parametrize(
    ("written", "locale", "expected"),
    [
        ("Sat, 14 Jun 2025 14:30:00 NZST", Locale(), "2025-06-14T14:30:00+12:00"),
        ("Sa, 14.06.2025 14:30 MESZ", Locale("de"), "2025-06-14T14:30:00+02:00"),
        ("14 Jun 2025 14:30 Australia/Adelaide", Locale(), "2025-06-14T14:30:00+09:30"),
        ("14 Dec 2024 14:30 Australia/Adelaide", Locale(), "2024-12-14T14:30:00+10:30"),
        ("14 Jun 2025 14:30 America/Argentina/Salta", Locale(), "2025-06-14T14:30:00-03:00"),
        ("June 14, 2025, 2:30 p.m. PT", Locale(), "2025-06-14T14:30:00-07:00"),
        ("Jan 14, 2025, 2:30 p.m. PT", Locale(), "2025-01-14T14:30:00-08:00"),
        ("June 14, 2025 2:30 PM Pakistan Standard Time", Locale(), "2025-06-14T14:30:00+05:00"),
        ("June 14, 2025 2:30 PM Central European Summer Time", Locale(), "2025-06-14T14:30:00+02:00"),
        ("June 14, 2025 2:30 PM Coordinated Universal Time", Locale(), "2025-06-14T14:30:00+00:00"),
        ("14 Jun 2025 14:30 IST", Locale("en", "ie"), "2025-06-14T14:30:00+01:00"),
        ("14 Jun 2025 14:30 IST", Locale("he"), "2025-06-14T14:30:00+02:00"),
        ("Sat Jun 14 14:30:00 CST 2025", Locale("zh"), "2025-06-14T14:30:00+08:00"),
        ("Sat Jun 14 14:30:00 CST 2025", Locale("en", "us"), "2025-06-14T14:30:00-06:00"),
        ("14 Jun 2025 14:30 XYZ", Locale(), "2025-06-14T14:30:00+00:00"),
        ("14 Jun 2025 14:30 Nowhere/Atall", Locale(), None),
    ],
)
def test_zones_are_read_by_name(written, locale, expected):
    assert iso(read_date(written, locale)) == expected


@pytest.mark.parametrize(
    ("written", "locale", "expected"),
    [
        ("07.02.2024", Locale("fi"), "2024-02-07"),
        ("07-02-2024 22:15", Locale("en", "us"), "2024-02-07"),
        ("7. 2. 2024", Locale("cs"), "2024-02-07"),
        ("07.02.24", Locale("de"), "2024-02-07"),
        ("07/02/2024", Locale("en", "us"), "2024-07-02"),
        ("07/02/2024", Locale("en"), "2024-07-02"),
        ("07/02/2024", Locale("en", "ca"), "2024-07-02"),
        ("07/02/2024", Locale("en", "gb"), "2024-02-07"),
        ("07/02/2024", Locale("en", "za"), "2024-02-07"),
        ("07/02/2024", Locale("pt", "br"), "2024-02-07"),
        ("07/02/2024", Locale("es"), "2024-02-07"),
        ("07/22/2024", Locale("it"), "2024-07-22"),
        ("22/07/2024", Locale("en", "us"), "2024-07-22"),
        ("Fri 07/02/2021", Locale("it"), "2021-07-02"),
        ("Ven. 02/07/2021", Locale("fr"), "2021-07-02"),
        ("2024/02/07", Locale("en", "us"), "2024-02-07"),
        ("2024.2.7", Locale("de"), "2024-02-07"),
        ("42/13/2024", Locale("de"), None),
        ("10.0.7.2024", Locale("de"), None),
    ],
)
def test_day_and_month_in_numbers_are_read_as_they_are_meant_there(written, locale, expected):
    day = read_date(written, locale)
    assert (day.date().isoformat() if day else None) == expected


def test_of_two_readings_the_one_that_can_be_true_is_taken():
    tomorrow = now() + timedelta(days=40)
    written = f"{tomorrow.month:02}/{min(tomorrow.day, 12):02}/{tomorrow.year}"
    dating = read_dating(written, Locale("en", "us"))
    assert dating is None or dating.moment <= now() + timedelta(days=2)
    both = read_dating("07/02/2024", Locale("en", "us"))
    assert [moment.month for moment in both] == [7, 2]
    assert read_dating("07/07/2024").swapped is read_dating("2024-02-07").swapped is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Saturday, the 14th of June 2025, at 2.30 p.m.", "2025-06-14T14:30"),
        ("At 2:30PM on Saturday 14 June 2025", "2025-06-14T14:30"),
        ("June 14th, 2025 | 12.30 am", "2025-06-14T00:30"),
        ("Jun. 14, 2025 12:30 p.m.", "2025-06-14T12:30"),
        ("14 June 2025, noon", "2025-06-14T12:00"),
        ("Samstag, 14. Juni 2025, 14.30 Uhr", "2025-06-14T14:30"),
        ("Le samedi 14 juin 2025 à 14h30", "2025-06-14T14:30"),
        ("1er août 2025", "2025-08-01T00:00"),
        ("14 de junio de 2025 a las 2:30 p. m.", "2025-06-14T14:30"),
        ("sabato 14 giugno 2025, ore 14:30", "2025-06-14T14:30"),
        ("lørdag 14. juni 2025 kl. 14.30", "2025-06-14T14:30"),
        ("14 czerwca 2025, 14:30", "2025-06-14T14:30"),
        ("14 июня 2025 г., 14:30", "2025-06-14T14:30"),
        ("2025. június 14. 14:30", "2025-06-14T14:30"),
        ("2025年6月14日 下午2:30", "2025-06-14T14:30"),
        ("2025年6月14日14時30分", "2025-06-14T14:30"),
        ("2025년 6월 14일 오후 2:30", "2025-06-14T14:30"),
        ("14-Jun-2025 14:30", "2025-06-14T14:30"),
        ("14/Jun/2025:14:30:00 +0000", "2025-06-14T14:30"),
        ("Sat Jun 14 14:30:00 2025", "2025-06-14T14:30"),
        ("Sat, 14 Jun 25 14:30 GMT", "2025-06-14T14:30"),
        ("202506141430", "2025-06-14T14:30"),
        ("1749911400123456", "2025-06-14T14:30"),
        ("Published: 14 June 2025", "2025-06-14T00:00"),
        ("3 days before June 2025", None),
        ("June 2025", None),
        ("2025", None),
        ("The 14 best films of 2025", None),
        ("Chapter 3, verse 14, 2025", None),
        ("14 June 2025 to 16 June 2025", None),
        ("14 June 2025, 27:30", None),
        ("31 June 2025", None),
        ("123456789", None),
        ("0174440640", None),
        ("1970-01-01T00:00:00Z", None),
        ("Wed, 31 Dec 1969 19:00:00 -0500", None),
        ("99999999999", None),
    ],
)
def test_everyday_writings_are_read_and_other_numbers_are_not(written, expected):
    date = read_date(written)
    assert (date.isoformat()[:16] if date else None) == expected
    assert read_feed_date(written) == in_utc(date)


def test_a_date_amid_other_words_is_read_where_it_is_looked_for():
    sentence = "By Ada Lund, Saturday 14 June 2025, 2.30 pm | 4 minutes"
    assert read_date(sentence) is None
    assert read_dating(sentence, amid_words=True).moment == datetime(2025, 6, 14, 14, 30, tzinfo=UTC)
    assert read_dating("Ada Lund has 14 chapters of 2025 words", amid_words=True) is None


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("14 जून 2025, 14:30", "hi"),
        ("14 ביוני 2025, 14:30", "he"),
        ("14 Haziran 2025 Cumartesi 14:30", "tr"),
        ("Σάββατο, 14 Ιουνίου 2025, 2:30 μ.μ.", "el"),
        ("14 يونيو 2025، 14:30", "ar"),
        ("14. kesäkuuta 2025 klo 14.30", "fi"),
        ("14/6/2025 14:30 (GMT+0)", "vi"),
        ("lipca 2025 14:30", None),
        ("14 lipca 2025 do 15", None),
    ],
)
def test_months_are_read_by_the_names_of_the_language(written, language):
    date = read_date(written, Locale(language or "pl"))
    assert date == (datetime(2025, 6, 14, 14, 30, tzinfo=UTC) if language else None)


@pytest.mark.parametrize(
    ("tags", "host", "expected"),
    [
        (["de-AT"], "x.example", Locale("de", "at")),
        (["pt_BR"], "", Locale("pt", "br")),
        (["zh-Hant-TW"], "", Locale("zh", "tw")),
        (["en-US"], "daily.co.za", Locale("en", "za")),
        (["en-US"], "daily.com", Locale("en", "us")),
        (["en"], "daily.co.uk", Locale("en", "gb")),
        (["en", "en_GB"], "daily.io", Locale("en", "gb")),
        ([None, ""], "daily.com", Locale("fi", "se")),
        (["x"], "127.0.0.12", Locale("fi", "se")),
        ([], "daily.tv", Locale("fi", "se")),
    ],
)
def test_a_locale_is_that_of_the_tags_and_the_domain(tags, host, expected):
    assert locale_of(*tags, host=host, default=Locale("fi", "se")) == expected


WRITINGS = {
    "ISO 8601": lambda t: t.isoformat(),
    "ISO 8601, basic": lambda t: f"{t:%Y%m%dT%H%M%S%z}",
    "ISO 8601, with a blank": lambda t: f"{t:%Y-%m-%d %H:%M:%S %z}",
    "RFC 9557": lambda t: f"{t.isoformat()}[{t.tzinfo.key}]",
    "RFC 5322": lambda t: f"{t:%a, %d %b %Y %H:%M:%S %z}",
    "JavaScript": lambda t: f"{t:%a %b %d %Y %H:%M:%S GMT%z} (Some Standard Time)",
    "ctime": lambda t: f"{t:%a %b %e %H:%M:%S %z %Y}",
    "with the zone's place": lambda t: f"{t:%d %B %Y %H:%M:%S} {t.tzinfo.key}",
    "American": lambda t: f"{t:%A, %B %d, %Y at %I:%M:%S %p GMT%z}",
    "British": lambda t: f"{t.day}th of {t:%B %Y}, {t:%I.%M.%S %p} UTC{t:%z}",
    "German": lambda t: f"{t:%d.%m.%Y, %H:%M:%S} Uhr {t:%z}",
    "Apache": lambda t: f"{t:%d/%b/%Y:%H:%M:%S %z}",
    "Chinese": lambda t: f"{t.year}年{t.month}月{t.day}日 {t:%H:%M:%S %z}",
    "epoch": lambda t: str(int(t.timestamp())),
}
ZONES = sorted(name for name in available_timezones() if "/" in name)


@pytest.mark.parametrize("writing", WRITINGS)
@given(
    moment=st.datetimes(datetime(2002, 1, 1), datetime(2026, 11, 20)).map(lambda t: t.replace(microsecond=0)),
    zone=st.sampled_from(ZONES),
)
def test_every_moment_is_read_back_in_every_writing_and_zone(writing, moment, zone):
    moment = (moment.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    assume(not moment.utcoffset().seconds % 60 and not moment.fold)
    written = WRITINGS[writing](moment)
    assert read_date(written).timestamp() == moment.timestamp(), written
    assert read_feed_date(written).timestamp() == moment.timestamp(), written


@pytest.mark.parametrize("zone", ZONES)
def test_the_abbreviation_of_every_zone_is_read(zone):
    country = {"Asia/Jerusalem": "il", "Asia/Tel_Aviv": "il", "Asia/Manila": "ph", "Europe/Dublin": "ie"}.get(zone, "")
    country = country or ("cu" if zone == "America/Havana" else "")
    country = country or ("cn" if zone in CHINESE else "")
    for month in (1, 7):
        moment = datetime(2026, month, 14, 9, 30, tzinfo=ZoneInfo(zone))
        if moment.tzname().isalpha():
            written = f"14 {moment:%b} 2026 09:30 {moment.tzname()}"
            assert read_date(written, Locale("", country)) == moment, written


CHINESE = "Asia/Shanghai Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Taipei".split()
