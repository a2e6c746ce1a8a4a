"""Every error that MVPy raises on purpose."""

from __future__ import annotations


class MVPyError(Exception):
    """The base of them all; catch this one."""


class TemplateError(MVPyError):
    """A template can't mean what it says.  A bug in a rewrite, found when the rewrite is imported."""


class ContractError(MVPyError):
    """A rewrite does not fit its contract, or the order: its file, and what is wrong.  Found when it is loaded."""

    def __init__(self, file: str, words: str) -> None:
        super().__init__(file, words)
        self.file, self.words = file, words

    def __str__(self) -> str:
        return f"{self.file}: {self.words}"


def reason(error: BaseException) -> str:
    """What *error*, of a rewrite that somebody works on, says in one line."""
    words = error.msg if isinstance(error, SyntaxError) else error
    return f"{type(error).__name__}: {words}".partition("\n")[0]


class UsageError(MVPyError):
    """What was asked for can't be done: an unknown name, options that exclude each other, a missing file."""


class SourceError(MVPyError):
    """A program that can't be read: the words, the file, and the place (from 1; 0 if unknown).

    A second line of *words* is advice, which goes below the *text* of the program's line.
    """

    def __init__(self, words: str, name: str = "", line: int = 0, column: int = 0, text: str = "") -> None:
        super().__init__(words, name, line, column, text)  # all of them, so that it survives pickling
        self.words, self.name, self.line, self.column, self.text = words, name, line, column, text

    def __str__(self) -> str:
        where = [self.name, *(str(n) for n in (self.line, self.column) if n)]
        words, newline, advice = self.words.partition("\n")
        shown = caret(self.text, self.column) if self.text.strip() else ""
        place = f"{':'.join(where)}: " if self.name else ""
        return f"{place}{words}{shown}{newline}{advice}"


class UnwritableError(MVPyError):
    """An output that can't go where it should: the words say why."""


class InternalError(MVPyError):
    """A bug of ours: the rewrite it happened in (or what else ran), the file, the line (or 0), the fact."""

    def __init__(self, rewrite: str, file: str = "<string>", line: int = 0, words: str = "") -> None:
        super().__init__(rewrite, file, line, words)
        self.rewrite, self.file, self.line, self.words = rewrite, file, line, words

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f"in the rewrite {self.rewrite} " if self.rewrite else ""
        fact = f" ({self.words})" if self.words else ""
        return f"internal error {where}at {place}{fact}; please report it with this program"


class RuleError(InternalError):
    """A rule that failed: the rewrite, the file and the line of the program, why, and *where* in the rewrite."""

    def __init__(self, rewrite: str, file: str, line: int, words: str, where: str) -> None:
        super().__init__(rewrite, file, line, words)
        self.args, self.where = (rewrite, file, line, words, where), where

    def __str__(self) -> str:
        return f"{self.where}: {self.words}; the rewrite {self.rewrite} was at {self.file}:{self.line}"


WIDTH = 100


def caret(text: str, column: int) -> str:
    """*text* on a line of its own, and under it a caret at *column*.  Of a long line, the neighbourhood."""
    text = text.replace("\t", " ").replace("\f", " ").rstrip()
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    before = len(text) - len(text.lstrip())
    cut = before if column - before <= WIDTH else column - WIDTH // 2
    at = max(column - 1 - cut, 0)
    return f"\n    {text[cut : cut + WIDTH]}\n    {' ' * at}^"
