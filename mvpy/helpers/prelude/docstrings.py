"""The texts of docstrings."""

from operator import getitem
from sys import flags, version_info


def docstring(doc):
    """What a function, class or module with the text *doc* has as its docstring: none under `python -OO`."""
    return dedented(doc) if flags.optimize < 2 else None


def dedented(doc, known={}):
    """The docstring *doc* as this version of Python keeps it: from 3.13 on without its indentation.

    What has been found once is in *known*: a function in a loop gets its docstring at every turn.
    https://docs.python.org/3/whatsnew/3.13.html#other-language-changes
    """
    if version_info < (3, 13):
        return doc
    if doc not in known:
        known[doc] = without_margin(doc.expandtabs(8))
    return known[doc]


def without_margin(doc):
    """*doc* without the spaces that its lines after the first share, and without those of the first."""
    lines = doc.split("\n")
    first = lines.pop(0)
    margins = []
    for line in lines:
        if line.strip(" "):
            margins.append(len(line) - len(line.lstrip(" ")))
    margin = min(margins, default=0)
    out = [first.lstrip(" ")]
    for line in lines:
        out.append(getitem(line, slice(margin, None)))
    return "\n".join(out)
