"""Every error that core raises on purpose, each with a message for a person.

::

    BroadsheetError
    ├── UsageError              arguments that cannot work
    ├── SettingsError           a setting that cannot be used
    ├── CatalogueError          newspapers that cannot be read or are impossible
    ├── InputError              text, a file or a line of a person that cannot be read
    │   └── SearchError         a search that cannot be understood
    ├── FetchError              a page that cannot be fetched, with its public reason
    ├── NoFeedError             a site without a feed that works
    ├── ModelError              a model file that cannot be used
    ├── TrainingError           a training that cannot start or go on
    ├── OutputError             files that cannot be written
    └── ArchiveError            an archive that cannot be opened, read or written
        ├── ArchiveLockedError  another program holds it: worth another try
        └── TooManyCorrectionsError
"""

from core.types import Reason


class BroadsheetError(Exception):
    """Base of all errors that Broadsheet raises on purpose.

    The message says what happened and what to do, as the command line shows it.
    """

    @property
    def for_visitors(self) -> str:
        """The message as a page shows it to any visitor."""
        return str(self)


class UsageError(BroadsheetError):
    """The command line or a function was called with arguments that cannot work."""


class CatalogueError(BroadsheetError):
    """A catalogue of newspapers cannot be read or says something impossible."""


class InputError(BroadsheetError):
    """Text, a file or a line handed in by a person cannot be read."""


class SearchError(InputError):
    """What was searched for cannot be understood."""


class FetchError(BroadsheetError):
    """A page cannot be fetched.

    Parameters
    ----------
    reason : Reason
        Its public code.
    detail : str
        The sentence for a person, more exact than the reason's own.
    status : int, optional
        The HTTP status, where that is what failed.
    retry_after : float
        Seconds for which the server asked to be left alone; -1 where it did not.
    """

    def __init__(self, reason: Reason, detail: str, status: int | None = None, retry_after: float = -1.0) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.status = status
        self.retry_after = retry_after


class NoFeedError(BroadsheetError):
    """A site has no feed or news sitemap that works; the message says which were tried."""


class ModelError(BroadsheetError):
    """A model file is missing, altered, or made for other versions."""


class TrainingError(BroadsheetError):
    """Training cannot start or go on: data or resources are missing."""


class OutputError(BroadsheetError):
    """Files cannot be written where they were asked for."""


class SettingsError(BroadsheetError):
    """A setting has a value that cannot be used."""


class ArchiveError(BroadsheetError):
    """The archive cannot be opened, read or written; articles already fetched are still shown.

    Parameters
    ----------
    message : str
        Says where the archive is, and what its maintainer can do.
    for_visitors : str
        The same without names of servers, files or settings, for public pages.
    """

    def __init__(self, message: str, for_visitors: str = ""):
        super().__init__(message)
        self._for_visitors = for_visitors

    @property
    def for_visitors(self) -> str:
        """The message without the names of servers, files or settings."""
        return self._for_visitors or str(self)


class ArchiveLockedError(ArchiveError):
    """Another program holds the archive: worth another try."""


class TooManyCorrectionsError(ArchiveError):
    """Corrections come faster than they are accepted, or more are pending than can be reviewed."""
