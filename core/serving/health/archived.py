"""The archive: whether it can be reached, and what in it waits for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from core import wording
from core.archive import Archive, Condition, ScheduleCondition
from core.serving.health.findings import Area, Finding, State
from core.settings import Settings

QUIET = timedelta(days=7)
"""Time after which an archive that was not added to is stale."""
OVERDUE_SHARE = 0.1
"""Share of the papers on watch of which more overdue ones mean that nobody polls, or that it takes too long."""
REMEDY = "Until then pages show what is read and keep nothing."


def look_at_archive(settings: Settings, now: datetime | None = None, contents: bool = False) -> Iterator[Finding]:
    """Say how the archive is; with `contents`, read the files of compacted months whole.

    Raises
    ------
    ArchiveError
        If it cannot be reached.
    SettingsError
        If its address is unfit.
    """
    if not Archive.exists(settings):
        yield Finding(Area.REACHABLE, "archive", State.NOTE, "There is none yet; the first reading makes it.")
        return
    found = Archive.condition(settings)
    counts = f"{wording.plural(found.editions, 'edition')}, {wording.plural(found.articles, 'article')}"
    yield Finding(Area.REACHABLE, "archive", State.OK, f"{found.where}: {counts}.")
    yield _schema(found)
    if found.reindexing:
        says = "Articles of a former version are still being indexed: search may miss their words."
        advice = "It goes on while the app runs, or with any command such as: python -m core archive stats"
        yield Finding(Area.STALE, "search index", State.PROBLEM, says, advice)
    yield from _watch(found.schedule)
    yield _newest(found, now or datetime.now(UTC))
    yield _corrections(found, settings)
    yield from look_at_months(settings, contents)


def _schema(found: Condition) -> Finding:
    says = f"Version {found.schema or 'none yet'} of its tables; this Broadsheet has {found.newest_schema}."
    if found.schema == found.newest_schema:
        return Finding(Area.STALE, "schema", State.OK, says)
    if found.schema is not None and found.schema > found.newest_schema:
        advice = "It was written by a newer Broadsheet: use that version, or another archive."
    else:
        advice = "The next opening brings it up to date, such as: python -m core archive stats. Copy it before."
    return Finding(Area.STALE, "schema", State.PROBLEM, says, advice)


def _watch(found: ScheduleCondition) -> Iterator[Finding]:
    """Say how the command `watch` stands; nothing where it never ran."""
    if not found.papers:
        return
    last = "never polled yet" if found.age is None else f"last poll {wording.age(timedelta(seconds=found.age))}"
    says = f"{wording.plural(found.papers, 'paper')}, {last}; {found.overdue:,} overdue"
    says += f", {found.never_polled:,} never polled, {found.failing:,} failing."
    if found.overdue > found.papers * OVERDUE_SHARE:
        advice = "Start it again, or let it poll more papers at once (BROADSHEET_PARALLEL_PAPERS): python -m core watch"
        yield Finding(Area.STALE, "watch", State.PROBLEM, says, advice)
        return
    yield Finding(Area.STALE, "watch", State.NOTE if found.overdue else State.OK, says)


def _newest(found: Condition, now: datetime) -> Finding:
    subject = "newest edition"
    if found.last_read is None:
        return Finding(Area.STALE, subject, State.NOTE, "The archive holds no edition yet.")
    age = now - found.last_read
    says = f"Read {wording.age(age)}, {wording.moment(found.last_read)}."
    if age < -timedelta(minutes=5):
        advice = "Set this machine's clock: it is behind the time of the last reading."
        return Finding(Area.STALE, subject, State.PROBLEM, f"Read in the future, {found.last_read:%c} UTC.", advice)
    if age > QUIET:
        advice = "Open Front pages, or read on a schedule: python -m core read --archive"
        return Finding(Area.STALE, subject, State.PROBLEM, says, advice)
    return Finding(Area.STALE, subject, State.OK, says)


def _corrections(found: Condition, settings: Settings) -> Finding:
    waiting = f"{wording.plural(found.corrections_waiting, 'correction')} waiting for a review."
    if found.corrections_waiting and settings.admin_key is None:
        advice = "Nobody can review them: set BROADSHEET_ADMIN_KEY, and open the Trends page with it."
        return Finding(Area.STALE, "corrections", State.PROBLEM, waiting, advice)
    state = State.NOTE if found.corrections_waiting else State.OK
    return Finding(Area.STALE, "corrections", state, waiting)


def look_at_months(settings: Settings, contents: bool) -> Iterator[Finding]:
    """Say whether the files of compacted months are there; with `contents`, whether they are as they were written.

    Raises
    ------
    ArchiveError
        If the archive cannot be reached.
    SettingsError
        If its address is unfit.
    """
    if not Archive.exists(settings):
        return
    files, faults = Archive.month_files(settings, contents)
    subject = "compacted months"
    advice = "Bring back a copy, or set BROADSHEET_MONTHS to the folder that all servers share."
    for fault in faults:
        yield Finding(Area.REACHABLE, subject, State.PROBLEM, fault, advice)
    if files and not faults:
        seen = "read whole" if contents else "there"
        yield Finding(Area.REACHABLE, subject, State.OK, f"{wording.plural(files, 'file')}, all of them {seen}.")
