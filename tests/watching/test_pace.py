"""How often a paper is polled follows how often it publishes."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.watching.pace import JITTER, MAX_BACK_OFF, MAX_REFRESH, Pace, gap_after, gap_of_dates, jittered

HOUR = 3600.0
PACE = Pace(600.0, 6 * HOUR)


def watched(gap, days, pace=PACE, seed=1, asleep=lambda seconds: False):
    """Poll a paper that publishes by chance, every `gap` seconds on average: pauses, and articles of each poll."""
    chance, now, last, guess = random.Random(seed), 0.0, 0.0, 0.0
    coming, pauses, brought = chance.expovariate(1 / gap), [], []
    while now < days * 24 * HOUR:
        pause = pace.pause(guess, now - last)
        now += pause
        new = 0
        while coming < now:
            new += not asleep(coming)
            coming += chance.expovariate(1 / gap)
        guess = gap_after(guess, new, now - last)
        last = now if new else last
        pauses.append(pause)
        brought.append(new)
    return pauses, brought


@pytest.mark.parametrize("minutes", [15, 30, 60, 180])
def test_a_poll_brings_about_one_article(minutes):
    _, brought = watched(60 * minutes, days=60)
    later = brought[len(brought) // 5 :]
    assert 0.7 < sum(later) / len(later) < 2


def test_a_paper_that_publishes_every_minute_is_polled_no_more_often_than_allowed():
    pauses, _ = watched(60, days=3)
    assert set(pauses[5:]) == {PACE.least}


def test_a_paper_that_publishes_once_a_week_is_polled_as_seldom_as_allowed():
    pauses, _ = watched(7 * 24 * HOUR, days=200)
    assert sorted(pauses[20:])[len(pauses) // 2 - 20] == PACE.most


def test_it_sleeps_at_night_and_is_awake_in_the_morning():
    night = lambda seconds: seconds % (24 * HOUR) < 8 * HOUR  # noqa: E731
    chance_pauses, brought = watched(20 * 60, days=20, asleep=night)
    by_day, at_night, now = [], [], 0.0
    for pause, new in zip(chance_pauses, brought, strict=True):
        now += pause
        hour = now % (24 * HOUR) / HOUR
        (at_night if 3 < hour < 8 else by_day if hour > 12 else []).append(pause)
        assert new < 25
    assert sum(at_night) / len(at_night) > 2 * sum(by_day) / len(by_day)


def test_the_longer_the_silence_the_longer_the_pause():
    pauses = [PACE.pause(900, silence) for silence in (0, 1800, 3600, 7200, 14_400, 10**6)]
    assert pauses == [900, 900, 1800, 3600, 7200, PACE.most]


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1e9))
def test_no_pause_is_out_of_bounds(gap, silence, refresh):
    assert PACE.least <= PACE.pause(gap, silence, refresh) <= PACE.most


@given(st.floats(0, 1e7), st.integers(-5, 5000), st.floats(-1e9, 1e9))
def test_the_estimate_stays_between_what_it_was_and_what_came(gap, articles, silence):
    found = gap_after(gap, articles, silence)
    if articles <= 0 or silence <= 0:  # a clock that was set back teaches nothing
        assert found == gap
    else:
        low, high = sorted((gap or silence / articles, silence / articles))
        assert low * 0.999 <= found <= high * 1.001


def test_what_a_feed_says_counts_up_to_an_hour():
    assert PACE.pause(600, refresh=1800) == 1800
    assert PACE.pause(600, refresh=86_400) == MAX_REFRESH


def test_the_first_guess_comes_from_the_dates_in_the_feed():
    now = datetime(2026, 11, 20, tzinfo=UTC)
    assert gap_of_dates([now - timedelta(minutes=20 * n) for n in range(10)]) == 1200
    assert gap_of_dates([now, None, now - timedelta(hours=1)]) == 0


@given(st.integers(1, 10_000), st.floats(1, 50_000), st.floats(0, 1e7))
def test_a_host_that_is_dead_is_asked_less_and_less_and_at_least_once_a_day(failures, pause, retry_after):
    found = PACE.after_failure(pause, failures, retry_after)
    assert found <= max(MAX_BACK_OFF, 2 * pause)
    assert found >= min(retry_after, MAX_BACK_OFF)
    assert PACE.after_failure(pause, failures + 1, retry_after) >= found
    assert PACE.after_failure(600, 1) == 1200


def test_polls_that_began_together_come_apart():
    pauses = [jittered(1000, random.Random(seed)) for seed in range(500)]
    assert min(pauses) >= 1000 * (1 - JITTER) and max(pauses) <= 1000 * (1 + JITTER)
    assert len({round(pause) // 20 for pause in pauses}) == 10 or len({round(pause) // 20 for pause in pauses}) == 11
