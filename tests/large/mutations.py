"""Small changes of small programs: tokens, white space, the ends of blocks, the insides of strings.

pieces(text)        the statements and functions of *text* that are not long, each a program of its own
mutant(text, rng)   *text* with one change, or a few
"""

from __future__ import annotations

import ast
import keyword
import re
import warnings
from collections.abc import Callable, Iterator
from random import Random

LINES, CHARACTERS = 60, 3_000  # of a piece, at most
TOKEN = re.compile(
    r"""(?:[a-zA-Z]{0,2})(?:'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\""""
    r"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
    r"""|\#[^\n]*|\n|[ \t\f]+|\d[\w.]*|\w+|\*\*=?|//=?|<<=?|>>=?|[-+*/%@&|^<>=!:]=|->|\.\.\.|.""",
    re.DOTALL,
)
STRING = re.compile(r"([a-zA-Z]{0,2})('''|\"\"\"|'|\")(.*)\2", re.DOTALL)
OPERATORS = "( ) [ ] { } , : ; . = == != < > <= >= + - * / // % @ & | ^ ~ << >> ** -> := += -= *= @= ... ! ? $ ` <>".split()
WORDS = [
    *keyword.kwlist,
    *keyword.softkwlist,
    *"x self print __debug__ __class__ async lazy é ª x· print exec super".split(),
]
NUMBERS = "0 1 00 0777 0_7 1_ 1__0 0x 0xg 0xF 0b2 0b1 0o8 1e 1e5 1.e 1.5 .5 1j 1J 1_0j 1if 1or 0x1for 1_000 1.5.5 1a".split()
STRINGS = "'' 'a' b'a' f'{x}' rb'a' f'' r'\\' t'{x}' u'a' '''a''' bf'a' ur'a' f'{x!r:>{y}}' \"a\" '\\N' b'\\x4'".split()
POOL = [*OPERATORS, *WORDS, *NUMBERS, *STRINGS]
SPACES = [
    " ",
    "\n",
    "\t",
    "\f",
    "\\\n",
    "  ",
    "\r",
    "\r\n",
    "# c\n",
    "\\",
    "\v",
    "\xa0",
    "\u3000",
    "\\\n\\\n",
    "\n\n",
    "\\ \n",
]
INSERTED_LINES = [
    "",
    "\\",
    "# c",
    "    # c",
    "\f",
    "    \\",
    "\t",
    "pass",
    "\\\n\\",
    "  \\\n\\",
    "\f\\",
    "\t# c",
    "else:",
    " ",
]
ENDINGS = [
    "\\",
    "\\\n",
    "\n\n\\\n",
    "\n\\\n\n",
    " ",
    "\t",
    "\f",
    "#",
    "\n    ",
    "\n  \\\n  ",
    ";",
    "\n;",
    "\\\n\n",
    "\n\\\n\\\n\n",
]
INSIDE_STRINGS = [
    *("\\ { } {{ }} \\N \\x4 \\u12 \\N{DASH} \\N{EM_DASH} \\N{DIGIT} {x} {x!r} {x=} {x!r:>4} {x:{y}} : ! ' # é \\777".split()),
    *("{*a} {} {!r} {x!x} {x!} {yield} {lambda:1} {(lambda:1)} {x:=5} {x:{y:{z}}} {x:\\N} {x:{} {x:}} } {x,}".split()),
    '"', "\n", "\\\n", "{x:\n}", "{\n}", "{ x }", "{x # c\n}", "{x:\\\n}", "\\N{DIGIT ONE}", "{x:\\N{DIGIT ONE}}", "{x! r}",
    "{x for x in y}", "{'a'}", '{"a"}', "{x['a']}", "\0", "\\U00110000", "\\ud800", "\t", "\r", "{x\n:y}", "{x!r\n}",
]  # fmt: skip
PREFIXES = ["", "f", "r", "b", "rb", "fr", "u", "t", "tr", "bf", "ur", "F", "Rb", "bR", "ft", "br", "rt", "x"]
QUOTES = ["'", '"', "'''", '"""']


def pieces(text: str) -> list[str]:
    """The statements of *text*, and the functions and methods in them, that are not long: programs of their own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return []
        lines = text.split("\n")
        return [piece for node in statements(tree) if (piece := piece_of(node, lines))]


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements of *tree*; of long ones, the statements in them."""
    waiting: list[ast.stmt] = list(tree.body)[::-1]
    while waiting:
        node = waiting.pop()
        if (node.end_lineno or 0) - node.lineno < LINES:
            yield node
        else:
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)][::-1]


def piece_of(node: ast.stmt, lines: list[str]) -> str:
    """The text of *node* as a program that compiles; empty if it is none."""
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
    indent = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip())]
    taken = lines[first - 1 : node.end_lineno]
    text = "\n".join(line.removeprefix(indent) for line in taken) + "\n"
    if len(text) > CHARACTERS:
        return ""
    try:
        compile(text, "<piece>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return ""
    return text


def mutant(text: str, rng: Random) -> str:
    """*text* with one change, or with up to three."""
    for _ in range(rng.choice((1, 1, 1, 1, 1, 2, 2, 3))):
        text = rng.choice(CHANGES)(text, rng)
    return text


def another_token(text: str, rng: Random) -> str:
    """*text* with a token left out, doubled, swapped with the next, or with another in its place."""
    tokens = TOKEN.findall(text)
    if not tokens:
        return rng.choice(POOL)
    i = rng.randrange(len(tokens))
    while tokens[i].isspace() and rng.random() < 0.9:
        i = rng.randrange(len(tokens))
    match rng.randrange(7):
        case 0:
            del tokens[i]
        case 1:
            tokens.insert(i, tokens[i])
        case 2:
            tokens[i : i + 3] = tokens[i : i + 3][::-1]
        case 3:
            tokens[i] = rng.choice(POOL)
        case 4:
            tokens.insert(i, rng.choice(("", " ")) + rng.choice(POOL) + rng.choice(("", " ")))
        case 5:
            del tokens[i : i + rng.randint(2, 5)]
        case 6:
            tokens[i] = rng.choice(tokens)
    return "".join(tokens)


def another_name_or_number(text: str, rng: Random) -> str:
    """*text* with a word or a number in the place of one."""
    found = list(re.finditer(r"\w+", text))
    if not found:
        return text
    place = rng.choice(found)
    return text[: place.start()] + rng.choice((*WORDS, *NUMBERS)) + text[place.end() :]


def other_space(text: str, rng: Random) -> str:
    """*text* with white space more or less between two tokens."""
    tokens = TOKEN.findall(text)
    spaces = [i for i, token in enumerate(tokens) if token.isspace()]
    if spaces and rng.random() < 0.4:
        i = rng.choice(spaces)
        tokens[i] = rng.choice(("", "", rng.choice(SPACES), tokens[i] + rng.choice(SPACES)))
    else:
        tokens.insert(rng.randint(0, len(tokens)), rng.choice(SPACES))
    return "".join(tokens)


def other_indentation(text: str, rng: Random) -> str:
    """*text* with a line, often one where a block begins or ends, indented in another way."""
    lines = text.split("\n")
    i = line_of_interest(lines, rng)
    bare = lines[i].lstrip(" \t\f")
    now = lines[i][: len(lines[i]) - len(bare)]
    cut = rng.randint(0, len(now))
    ways = [
        "", " ", "\t", "    ", "        ", now + " ", now[:-1], now.replace("    ", "\t"), now.replace("    ", " \t"), f"\f{now}",
        f"{now}\f", f" \f{now}", f"\\\n{now}", f"{now}\\\n", f"{now}\\\n{now}", f"{now[:cut]}\\\n{now[cut:]}", now + "\t",
        now.replace("        ", "\t"), f"\t{now}", f"{now[:cut]}\f{now[cut:]}", f"\\\n\\\n{now}", f"{now}\\\n  ",
    ]  # fmt: skip
    indent = rng.choice(ways)
    last = i + 1
    if rng.random() < 0.4:  # the lines below that start as this one does, too
        while last < len(lines) and lines[last].startswith(now) and rng.random() < 0.8:
            last += 1
    if now or last == i + 1:
        lines[i:last] = [indent + line[len(now) :] for line in lines[i:last]]
    return "\n".join(lines)


def line_of_interest(lines: list[str], rng: Random) -> int:
    """The number of a line, often of one where the indentation changes."""
    widths = [len(line) - len(line.lstrip()) for line in lines]
    changing = [i for i in range(1, len(lines)) if widths[i] != widths[i - 1]]
    return rng.choice(changing) if changing and rng.random() < 0.6 else rng.randrange(len(lines))


def other_lines(text: str, rng: Random) -> str:
    """*text* with a line more, or less, or elsewhere."""
    lines = text.split("\n")
    i = line_of_interest(lines, rng)
    match rng.randrange(6):
        case 0 | 1:
            lines.insert(i, rng.choice(INSERTED_LINES))
        case 2:
            del lines[i]
        case 3:
            lines.insert(i, lines[i])
        case 4:
            lines[i : i + 2] = lines[i : i + 2][::-1]
        case 5:
            lines[i : i + 2] = [rng.choice(("", " ", ";", "\\\n", ",")).join(lines[i : i + 2])]
    return "\n".join(lines)


def other_end(text: str, rng: Random) -> str:
    """*text* cut off somewhere, or with something behind it."""
    if rng.random() < 0.4 and text:
        return text[: rng.randrange(len(text))]
    return (text.rstrip("\n") if rng.random() < 0.5 else text) + rng.choice(ENDINGS)


def other_string(text: str, rng: Random) -> str:
    """*text* with a change in a string, its prefix or its quotes."""
    found = [place for place in TOKEN.finditer(text) if STRING.fullmatch(place.group())]
    if not found:
        return other_space(text, rng)
    place = rng.choice(found)
    prefix, quote, content = STRING.fullmatch(place.group()).groups()  # type: ignore[union-attr]
    match rng.randrange(5):
        case 0:
            prefix = rng.choice(PREFIXES)
        case 1:
            quote = rng.choice(QUOTES)
        case 2 | 3:
            content = inserted(content, rng.choice(INSIDE_STRINGS), rng)
            prefix = "f" + prefix.strip("fFuUbB") if rng.random() < 0.5 else prefix
        case 4:
            at = rng.randint(0, len(content))
            content = content[:at] + content[at + rng.randint(1, 3) :]
    return text[: place.start()] + prefix + quote + content + quote + text[place.end() :]


def inserted(text: str, new: str, rng: Random) -> str:
    """*text* with *new* somewhere in it."""
    at = rng.choice((0, len(text), rng.randint(0, len(text))))
    return text[:at] + new + text[at:]


Change = Callable[[str, Random], str]
CHANGES: list[Change] = [
    *[another_token] * 6, another_name_or_number, another_name_or_number, other_space, other_space, other_indentation,
    other_indentation, other_lines, other_end, other_string, other_string,
]  # fmt: skip
