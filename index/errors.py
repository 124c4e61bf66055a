"""Every error that Footnote raises on purpose.

    FootnoteError
    ├── UsageError                 what was asked cannot be done as asked        exit status 2
    │   ├── QuestionError          empty, too long, or nothing to search for
    │   ├── HistoryError           earlier turns that are not turns
    │   └── SettingError           unknown setting, or a value out of range
    ├── SourceError                a folder or a file of articles                exit status 2
    │   ├── FolderError            missing, not a folder, or without articles
    │   └── ArticleError           one file: empty, binary, wrongly encoded, unsupported
    ├── LibraryError               the index on disk                             exit status 1
    │   ├── LibraryMissingError    there is none at this place
    │   ├── LibraryFormatError     written by another version of Footnote
    │   ├── LibraryDamagedError    the source of truth itself cannot be read
    │   └── LibraryBusyError       another process is writing it
    └── ModelError                 weights and servers                           exit status 1
        ├── WeightsMissingError    not found in any of the places looked
        ├── WeightsDamagedError    found, but not what was published
        └── GenerationError        a model or server failed while answering

Each message is one line that names the value at fault and says what to do next. The command line
prints it after "footnote: " and ends with `exit_code`; nothing is half written when it appears.
"""

from __future__ import annotations


class FootnoteError(Exception):
    exit_code = 1


class UsageError(FootnoteError):
    exit_code = 2


class QuestionError(UsageError):
    pass


class HistoryError(UsageError):
    pass


class SettingError(UsageError):
    pass


class SourceError(FootnoteError):
    exit_code = 2


class FolderError(SourceError):
    pass


class ArticleError(SourceError):
    pass


class LibraryError(FootnoteError):
    pass


class LibraryMissingError(LibraryError):
    pass


class LibraryFormatError(LibraryError):
    pass


class LibraryDamagedError(LibraryError):
    pass


class LibraryBusyError(LibraryError):
    pass


class ModelError(FootnoteError):
    pass


class WeightsMissingError(ModelError):
    pass


class WeightsDamagedError(ModelError):
    pass


class GenerationError(ModelError):
    pass
