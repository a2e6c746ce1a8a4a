"""A program's text becomes a libcst tree.

    tree = parse(source)     or a SourceError that says what is wrong, and where

Nothing here uses the parser of the Python that runs MVPy: an older Python reads the syntax of a newer one.
"""

from __future__ import annotations

import re

import libcst as cst

import mvpy.reading.libcst_mended  # noqa: F401  (its import mends)
from mvpy.errors import SourceError
from mvpy.reading.class_headers import reordered
from mvpy.reading.diagnosis import explain
from mvpy.reading.layout import offset_in, parse_module, plain
from mvpy.reading.misspelt import Misspelt, TooMuch
from mvpy.reading.nested_patterns import deep_parts, in_parts
from mvpy.reading.scanner import Scanner, scanned
from mvpy.reading.source import Source
from mvpy.system.deep import in_deep_thread
from mvpy.system.memory import give_back

EXPECTED = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
NUMBER_WITH_ZERO = re.compile(r"(?<![\w.])0[0_]*[1-9][\d_]*(?![\w.])")
BAD_NUMBER = re.compile(
    r"(?<![\w.])\d[\w.]*(?:__|_(?!\w))[\w.]*|(?<![\w.])0[xXoObB](?![\da-fA-F_])\w*|(?<![\w.])0[oObB]\w*"
)
STRING_OR_COMMENT = re.compile(
    r"""'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#[^\n]*""", re.DOTALL
)
BEHIND_KEYWORD = "Positional argument follows keyword argument"  # what libcst says of a base behind a keyword


def parse(source: Source | str, name: str = "<string>") -> cst.Module:
    """The tree of *source*, or a SourceError.  The tree's text is the source's, to the character."""
    if isinstance(source, str):
        source = Source(source, name)
    return in_deep_thread(parsed, source)


def parsed(source: Source) -> cst.Module:
    """As `parse`; for deep programs the caller provides a large stack."""
    try:
        tree = tree_of(source.text)
    except Misspelt as error:
        prefix = "" if isinstance(error, TooMuch) else "this isn't Python: "
        raise placed(source, prefix + error.words, error.offset) from error.__cause__
    give_back(len(source.text))
    return tree


def tree_of(text: str) -> cst.Module:
    """The tree of *text*, or Misspelt.  Its text is *text*, but for a layout that libcst can't represent."""
    scanner = scanned(text)
    if not scanner.layout:
        return scanned_tree(text, scanner)
    plainer = plain(text, scanner.layout)
    try:
        return scanned_tree(plainer, scanned(plainer))
    except Misspelt as error:
        raise type(error)(error.words, offset_in(text, plainer, error.offset)) from error.__cause__


def scanned_tree(text: str, scanner: Scanner) -> cst.Module:
    """The tree of *text*, which *scanner* has passed over, or Misspelt."""
    try:
        parts = deep_parts(text, scanner)
        if parts:
            return in_parts(text, parts, lambda short: parser_tree(short, scanned(short)))
        return parser_tree(text, scanner)
    except (Misspelt, KeyboardInterrupt, SystemExit, MemoryError, ImportError, OSError):
        raise
    except BaseException as error:  # the parser is native: a panic there is no Exception
        raise Misspelt(other_words(error), 0) from error


def parser_tree(text: str, scanner: Scanner) -> cst.Module:
    """The tree that libcst's parser makes of *text*, which *scanner* has passed over, or Misspelt."""
    try:
        return parse_module(text, scanner)
    except cst.ParserSyntaxError as error:
        other = reordered(text, scanner.lines) if BEHIND_KEYWORD in error.message else text
        if other == text:
            raise diagnosed(text, scanner.lines, error.message) from None
        return tree_of(other)


def diagnosed(text: str, lines: list[int], message: str) -> Exception:
    """What libcst's *message* means, in our words, at its place."""
    found = EXPECTED.search(message)
    if found:
        expected = {"," if one == "" else one for one in re.split(r", (?!,)|, (?=,,)", found.group(3))}
        return Misspelt(*explain(text, lines, int(found.group(1)), int(found.group(2)), expected))
    words = message.removeprefix("tokenizer error: ")
    pattern = NUMBER_WITH_ZERO if "leading zeros" in words else BAD_NUMBER
    bare = STRING_OR_COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    place = pattern.search(bare)
    if "leading zeros" in words:
        words = "a number other than 0 can't start with 0; an octal number starts with 0o"
    return Misspelt(words, place.start() if place else 0)


def other_words(error: BaseException) -> str:
    """What the parser could not do, where it raised no syntax error."""
    words = str(error).strip().split("\n")[0].rstrip(".")
    if "Cannot concatenate string and bytes" in words:
        return "strings and bytes stand next to each other, and can't be joined"
    return words[:1].lower() + words[1:] or type(error).__name__


def placed(source: Source, words: str, offset: int) -> SourceError:
    """The complaint *words* about the place *offset* of the text."""
    text = source.text
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start : len(text) if end < 0 else end]
    return SourceError(words, source.name, text.count("\n", 0, offset) + 1, offset - start + 1, line)
