"""Every exception that core raises on purpose, each with a message for a person."""


class BroadsheetError(Exception):
    """Base of all errors that Broadsheet raises on purpose.

    The message says what happened and what to do; pages and the command line
    show it as it is.
    """


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
    """The archive cannot be opened, read or written; what was read is not lost for the reader."""


class SearchError(InputError):
    """What was searched for cannot be understood."""
