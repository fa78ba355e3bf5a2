"""Every exception that core raises on purpose, each with a message for a person."""


class BroadsheetError(Exception):
    """Base of all errors that Broadsheet raises on purpose.

    The message says what happened and what to do, as the command line shows
    it.
    """

    @property
    def for_visitors(self) -> str:
        """The message as a page shows it to anybody."""
        return str(self)


class UsageError(BroadsheetError):
    """The command line or a function was called with arguments that cannot work."""


class CatalogueError(BroadsheetError):
    """A catalogue of newspapers cannot be read or says something impossible."""


class InputError(BroadsheetError):
    """Text, a file or a line handed in by a person cannot be read."""


class ModelError(BroadsheetError):
    """A model file is missing, altered, or made for other versions."""


class TrainingError(BroadsheetError):
    """Training cannot start or go on: data or resources are missing."""


class SettingsError(BroadsheetError):
    """A setting has a value that cannot be used."""


class ArchiveError(BroadsheetError):
    """The archive cannot be opened, read or written; what was read is not lost for the reader.

    Parameters
    ----------
    message : str
        Says where the archive is, and what its maintainer can do.
    for_visitors : str
        The same without: a public page names no server, file or setting.
    """

    def __init__(self, message: str, for_visitors: str = ""):
        super().__init__(message)
        self._for_visitors = for_visitors

    @property
    def for_visitors(self) -> str:
        """What happened, and nothing of where."""
        return self._for_visitors or str(self)


class SearchError(InputError):
    """What was searched for cannot be understood."""
