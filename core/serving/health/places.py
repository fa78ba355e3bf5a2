"""Places on this machine and on the web: the catalogue, the cache, the disk, the newspapers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from core.newspapers import load_catalogue
from core.serving.health.findings import Area, Finding, State
from core.settings import Settings

FREE_MB = 250
"""Megabytes below which a disk is nearly full: the HTTP cache alone takes up to 200."""


def look_at_catalogue(settings: Settings) -> Iterator[Finding]:
    """Load the catalogue.

    Raises
    ------
    CatalogueError
        If it cannot be used.
    """
    papers = load_catalogue(settings.catalogue)
    yield Finding(Area.CONFIGURED, "catalogue", State.OK, f"{len(papers)} newspapers in {settings.catalogue}.")


def look_at_cache(settings: Settings) -> Iterator[Finding]:
    """Say whether the HTTP cache can be used."""
    # Imported here, as below: both need the web's library.
    from core.reading.web.cache import default_folder, folder_problem

    if not settings.cache_minutes:
        yield Finding(Area.REACHABLE, "cache", State.NOTE, "Turned off: every reading fetches everything again.")
        return
    folder = settings.cache or default_folder()
    problem = folder_problem(folder)
    if problem:
        advice = "Give this user a folder of its own (BROADSHEET_CACHE). Reading works without, and fetches more."
        yield Finding(Area.REACHABLE, "cache", State.PROBLEM, f"{folder} is not used. {problem}", advice)
    else:
        yield Finding(Area.REACHABLE, "cache", State.OK, f"{folder}")


def look_at_data_folder(settings: Settings) -> Iterator[Finding]:
    """Say whether the archive's folder is there, or can be made, and may be written."""
    if settings.database_url is not None and settings.database_url.get_secret_value():
        return
    folder = settings.data
    place = _existing(folder)
    if not place.is_dir() or not os.access(place, os.W_OK):
        advice = "Set BROADSHEET_DATA to a folder that this user may write to."
        yield Finding(Area.REACHABLE, "data folder", State.PROBLEM, f"{folder} cannot be written.", advice)
    elif place != folder:
        yield Finding(Area.REACHABLE, "data folder", State.NOTE, f"{folder} is not there; the first reading makes it.")
    else:
        yield Finding(Area.REACHABLE, "data folder", State.OK, f"{folder}")


def look_at_disks(settings: Settings) -> Iterator[Finding]:
    """Say how much room the disks of the archive and of the cache have."""
    from core.reading.web.cache import default_folder

    places: dict[str, Path] = {}
    if settings.database_url is None or not settings.database_url.get_secret_value():
        places["disk of the archive"] = settings.data
    if settings.cache_minutes:
        places["disk of the cache"] = settings.cache or default_folder()
    for subject, folder in places.items():
        free = shutil.disk_usage(_existing(folder)).free // 1_000_000
        if free < FREE_MB:
            advice = "Make room, or let the archive keep less (BROADSHEET_KEEP_MB, BROADSHEET_KEEP_DAYS)."
            yield Finding(Area.STALE, subject, State.PROBLEM, f"{free:,} MB are free at {folder}.", advice)
        else:
            yield Finding(Area.STALE, subject, State.OK, f"{free:,} MB are free.")


def look_at_newspapers(settings: Settings) -> Iterator[Finding]:
    """Ask every newspaper of the catalogue for its feeds; this is what takes the network.

    Raises
    ------
    CatalogueError
        If the catalogue cannot be used.
    """
    from core.reading.check import check_paper
    from core.reading.factory import open_reader

    papers = load_catalogue(settings.catalogue)
    with open_reader(settings, catalogue=papers) as reader, ThreadPoolExecutor(settings.parallel_papers) as threads:
        checks = list(threads.map(partial(check_paper, reader), papers))
    for check in checks:
        if not check.works:
            yield Finding(Area.REACHABLE, check.newspaper, State.NOTE, check.sentence)
    works = sum(check.works for check in checks)
    if works:
        yield Finding(Area.REACHABLE, "newspapers", State.OK, f"{works} of {len(checks)} give articles.")
    else:
        advice = "Look whether this machine reaches the web; publishers often refuse data centres."
        yield Finding(Area.REACHABLE, "newspapers", State.PROBLEM, "None of them gives an article.", advice)


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
