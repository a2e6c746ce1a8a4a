"""Markdown to HTML: headings, paragraphs, lists, quotes, code, tables and inline marks.

    >>> print(convert("Some *text*."))
    <p>Some <em>text</em>.</p>
"""

import html
import re
from itertools import takewhile

BLOCKS = []


def block(pattern):
    """Register the function below for lines that match *pattern*; first come, first served."""
    def register(function):
        BLOCKS.append((re.compile(pattern), function))
        return function
    return register


class Lines:
    """Lines with one of look-ahead."""

    def __init__(self, lines):
        self._lines = list(lines)
        self._at = 0

    def __bool__(self):
        return self._at < len(self._lines)

    @property
    def next(self):
        return self._lines[self._at]

    def pop(self):
        line = self.next
        self._at += 1
        return line

    def take(self, test):
        """Pop lines as long as *test* holds."""
        taken = []
        while self and test(self.next):
            taken.append(self.pop())
        return taken


# ------------------------------------------------------------------ inline

INLINE = re.compile(
    r"""
      `(?P<code>[^`]+)`
    | !\[(?P<alt>[^\]]*)\]\((?P<src>[^)\s]+)\)
    | \[(?P<text>[^\]]+)\]\((?P<href>[^)\s]+)(?:\s+"(?P<title>[^"]*)")?\)
    | \*\*(?P<strong>.+?)\*\*
    | \*(?P<em>.+?)\*
    | \\(?P<escaped>[\\`*_\[\]#])
    """,
    re.VERBOSE,
)


def inline(text):
    """Marks inside a paragraph; what is between them is escaped."""
    parts, end = [], 0
    for match in INLINE.finditer(text):
        parts.append(html.escape(text[end:match.start()], quote=False))
        parts.append(mark(match))
        end = match.end()
    parts.append(html.escape(text[end:], quote=False))
    return "".join(parts)


def mark(match):
    kind, content = match.lastgroup, match.group(match.lastgroup)
    if kind == "code":
        return f"<code>{html.escape(content, quote=False)}</code>"
    elif kind == "src":
        return f'<img src="{html.escape(content)}" alt="{html.escape(match["alt"])}">'
    elif kind in ("href", "title"):
        title = f' title="{match["title"]}"' if match["title"] is not None else ""
        return f'<a href="{html.escape(match["href"])}"{title}>{inline(match["text"])}</a>'
    elif kind == "escaped":
        return html.escape(content)
    return f"<{kind}>{inline(content)}</{kind}>"


# ------------------------------------------------------------------ blocks

@block(r"(#{1,6})\s+(.*?)\s*#*$")
def heading(match, lines):
    lines.pop()
    level = len(match[1])
    slug = re.sub(r"\W+", "-", match[2].lower()).strip("-")
    yield f'<h{level} id="{slug}">{inline(match[2])}</h{level}>'


@block(r"```\s*(\w*)")
def fenced(match, lines):
    lines.pop()
    body = lines.take(lambda line: line.rstrip() != "```")
    if lines:
        lines.pop()
    name = f' class="language-{match[1]}"' if match[1] else ""
    yield f"<pre><code{name}>" + html.escape("\n".join(body), quote=False) + "</code></pre>"


RULE = re.compile(r"(?:\s*[-*_]){3,}\s*$")


@block(RULE.pattern)
def rule(_match, lines):
    lines.pop()
    yield "<hr>"


@block(r">\s?")
def quotation(_match, lines):
    inner = [re.sub(r"^>\s?", "", line) for line in lines.take(lambda line: line.startswith(">"))]
    yield "<blockquote>"
    yield from blocks(Lines(inner))
    yield "</blockquote>"


ITEM = re.compile(r"(\s*)([-*+]|\d+\.)\s+(.*)")


@block(ITEM.pattern)
def listing(match, lines):
    indent = len(match[1])
    tag = "ol" if match[2][0].isdigit() else "ul"
    start = f' start="{match[2][:-1]}"' if tag == "ol" and match[2] != "1." else ""
    yield f"<{tag}{start}>"
    while lines and (item := ITEM.match(lines.next)) and len(item[1]) >= indent:
        if len(item[1]) > indent or RULE.match(lines.next):
            break
        lines.pop()
        # whatever is indented deeper belongs to this item
        deeper = lines.take(lambda line: line.startswith(" " * (indent + 1)))
        if not deeper:
            yield f"<li>{inline(item[3])}</li>"
            continue
        yield f"<li>{inline(item[3])}"
        yield from blocks(Lines(deeper))
        yield "</li>"
    yield f"</{tag}>"


@block(r"\|.*\|\s*$")
def table(_match, lines):
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines.take(lambda line: line.startswith("|"))
    ]
    head, align, *body = rows if len(rows) > 1 else (rows[0], [])
    styles = [
        ' style="text-align:center"' if a[:1] == a[-1:] == ":"
        else ' style="text-align:right"' if a[-1:] == ":"
        else ""
        for a in align
    ]
    yield "<table>"
    styles += [""] * (len(head) - len(styles))
    for tag, row in [("th", head), *(("td", row) for row in body)]:
        cells = (f"<{tag}{style}>{inline(cell)}</{tag}>" for cell, style in zip(row, styles))
        yield "<tr>" + "".join(cells) + "</tr>"
    yield "</table>"


def blocks(lines):
    while lines:
        if not lines.next.strip():
            lines.pop()
            continue
        for pattern, function in BLOCKS:
            match = pattern.match(lines.next)
            if match:
                yield from function(match, lines)
                break
        else:  # no mark: a paragraph, up to an empty line or the next mark
            text = [lines.pop()]
            text += lines.take(lambda line: line.strip() and not any(p.match(line) for p, _ in BLOCKS))
            yield "<p>" + inline("\n".join(map(str.strip, text))) + "</p>"


def convert(text):
    return "\n".join(blocks(Lines(text.splitlines())))


SAMPLE = """\
# A *short* tour of `markdown`

Paragraphs run over
several lines, with **bold, *both* and** `<code>`, a [link](https://example.org/?a=1&b=2 "the title")
and ![an image](cat.png). \\*Not emphasis\\*, 3 < 4 & so on.

## Lists ##

- one
- two
  1. nested, *first*
  2. second
- three
* * *

3. third
4. fourth

> A quotation
> # with a heading
> > and one inside

```python
if a < b and c:
    print("**not bold**")
```

| name | count | price |
|------|:-----:|------:|
| nail | 100   | 0.02  |
| `saw` | 1 | *9.50* |

Last words
"""


def main():
    result = convert(SAMPLE)
    print(result)
    tags = re.findall(r"<(\w+)", result)
    print("---")
    print({tag: tags.count(tag) for tag in sorted(set(tags))})
    print([*takewhile(lambda tag: tag != "ul", tags)])
    for oddity in ("", "#no heading", "```\nnever closed", "**open", "| a |", "* * *", "a\n- b\nc"):
        print(repr(oddity), "->", repr(convert(oddity)))


if __name__ == "__main__":
    main()
