"""What is wrong with a text that can't be parsed."""

from __future__ import annotations


class Misspelt(Exception):
    """A program that can't be parsed: the words, and the offset in its text."""

    def __init__(self, words: str, offset: int) -> None:
        self.words, self.offset = words, offset


class TooMuch(Misspelt):
    """A program that Python may take, and MVPy doesn't."""
