r"""`\N{DIGIT ONE}` in a format specification, where libcst takes the name for an expression.

So there the name is read with letters in place of its spaces and hyphens, as one word; then the tree gets them back.
"""

from __future__ import annotations

import re
from typing import TypeVar

import libcst as cst

from mvpy.reading import bracketed_targets
from mvpy.reading.misspelt import Misspelt
from mvpy.tree.literals import with_character_names

NAME = re.compile(r"(?<=\\N\{)\w+[ -][\w -]*(?=\})")
SPACE, HYPHEN = "\u02b0", "\u02b1"  # letters that nobody uses
AS_ONE_WORD = str.maketrans(" -", SPACE + HYPHEN)
AS_WRITTEN = str.maketrans(SPACE + HYPHEN, " -")
W = TypeVar("W", cst.SimpleString, cst.FormattedStringText, cst.Comment)


def parse_module(text: str) -> cst.Module:
    """libcst's tree of *text*; a ParserSyntaxError or Misspelt if there is none."""
    try:
        return bracketed_targets.parse_module(text)
    except cst.ParserSyntaxError:
        if SPACE in text or HYPHEN in text or not NAME.search(text):
            raise
    one_word = NAME.sub(lambda found: found.group().translate(AS_ONE_WORD), text)
    renaming = Renaming()
    tree = bracketed_targets.parse_module(one_word).visit(renaming)
    if renaming.left:
        words = renaming.left[0]
        raise Misspelt(
            f"'{words}' is no expression, and a raw string has no names of characters", text.index(words)
        )
    return tree


class Renaming(cst.CSTTransformer):
    """Gives names and texts their spaces and hyphens back; *left* are those that stay expressions, in raw strings."""

    def __init__(self) -> None:
        super().__init__()
        self.left: list[str] = []

    def leave_FormattedString(
        self, original_node: cst.FormattedString, updated_node: cst.FormattedString
    ) -> cst.FormattedString:
        """A formatted string; a raw one has only fields."""
        if "r" in original_node.prefix:
            waiting = list(original_node.children)
            while waiting:
                node = waiting.pop()
                waiting += node.children
                if isinstance(node, cst.Name) and (words := node.value.translate(AS_WRITTEN)) != node.value:
                    self.left.append(words)
        return updated_node

    def leave_FormattedStringExpression(
        self, original_node: cst.FormattedStringExpression, updated_node: cst.FormattedStringExpression
    ) -> cst.FormattedStringExpression:
        """A field; in its specification, what was taken for fields is text again."""
        spec = updated_node.format_spec
        if spec is None:
            return updated_node
        return updated_node.with_changes(format_spec=[self.text(part) for part in with_character_names(spec)])

    def text(self, part: cst.BaseFormattedStringContent) -> cst.BaseFormattedStringContent:
        """*part* of a specification as it is in the source."""
        return self.written(part) if isinstance(part, cst.FormattedStringText) else part

    def leave_SimpleString(
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.SimpleString:
        """A string."""
        return self.written(updated_node)

    def leave_FormattedStringText(
        self, original_node: cst.FormattedStringText, updated_node: cst.FormattedStringText
    ) -> cst.FormattedStringText:
        """The text between fields."""
        return self.written(updated_node)

    def leave_Comment(self, original_node: cst.Comment, updated_node: cst.Comment) -> cst.Comment:
        """A comment."""
        return self.written(updated_node)

    def written(self, node: W) -> W:
        """*node* as it is in the source."""
        value = node.value.translate(AS_WRITTEN)
        return node if value == node.value else node.with_changes(value=value)
