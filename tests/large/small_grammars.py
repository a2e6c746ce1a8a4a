"""Texts from the grammars of f-strings, of patterns and of targets: most are valid, some are nearly so.

formatted(rng)   patterned(rng)   targeted(rng)      each a program
"""

from __future__ import annotations

from random import Random

NAMES = ["x", "y", "_", "self", "é"]
FIELD_SPACES = ["", "", "", "", " ", "  ", "\t", "\n", "\\\n", " # c\n"]
ODD_FIELDS = [
    "", " ", "*a", "*a, b", "**a", "yield", "(yield)", "yield x", "await x", "lambda x: 1", "lambda: 1", "(lambda x: 1)", "x := 1",
    "(x := 1)", "x for x in y", "(x for x in y)", "x, y", "x,", "x y", "x;", "not x", "x if y else z", "x != y", "x == y", "x=y", "=",
    "x.", "{1}", "{1: 2}", " {1: 2}", "{x for x in y}", "x[1:2]", "x[::]", "f(x=1)", "f(*x)", "#", "x#", "\\", "x\\", "1", "1.", "'a' 'b'",
    "x >= y", "x <= y", "x!=y", "...", "None", "x:=y", "~x", "x -> y", "x @ y", "lambda x: {y}", "[x async for x in y]", "import x", "é",
    "x'", "f'a'", "t'a'", "b'a'", "''", '"a"', "'a'", "'''a'''", "f'{x}'", 'f"{x}"', "r'\\'", "'\\n'", "(\n)", "(x\n)", "[\n# c\n]", "$",
]  # fmt: skip
CONVERSIONS = [
    "!r",
    "!s",
    "!a",
    "!r ",
    " !r",
    "!x",
    "!",
    "!rr",
    "! r",
    "!r\n",
    "!R",
    "!1",
    "!(r)",
    "!r!s",
    "!r=",
    "!\nr",
    "!é",
    "!r # c\n",
]
TEXT_PARTS = [
    "a", " ", "{{", "}}", "\\n", "\\N{DIGIT ONE}", "\\N", "\\x41", "\\x4", "\\u12", "\\{", "\\}", "}", "'", '"', "\\\n", "\n", "#", ":", "!",
    "=", "é", "\\\\", "\\'", "\\N{x}", "\\777", "\\q", "{{{{", "{{}}", "\t", "%", "\\N{EM DASH}", "\\U0001f600", "\\ud800", "\\",
]  # fmt: skip
SPEC_PARTS = [
    ">", "4", "", "%H:%M", "!r", "=", "\\n", "\\N{DIGIT ONE}", "\\N", "\\x4", "{{", "}}", "\n", "\\\n", "'", '"', "#", ":", " ", "\n # c\n",
    "\\{", "x\n", "é", "\\\\", ",", "\\N{BULLET}", "\t", "{{}}", "\n\n",
]  # fmt: skip
FORMATTED_FRAMES = [
    *["x = □\n"] * 6, "f(□)\n", "def g():\n    return □\n", "async def g():\n    □\n", "x = □ 'a'\n", "x = 'a' □\n", "x = (□\n  □)\n", "□\n",
    "match x:\n    case □: pass\n", "del □\n", "□ = 1\n", "for □ in x: pass\n", "x: □ = 1\n", "if a:\n    if b:\n        □\n    c\n",
    "x = □[0]\n", "class C:\n    □\n    x = 1\n", "print(□, □)\n", "x = b'a' □\n", "with □ as x: pass\n", "x = □.y\n", "x = not□\n", "import □\n",
    "x = □if y else□\n", "□: int\n", "x = {□: □}\n", "x = [□for x in y]\n", "lambda: □\n", "□ += 1\n", "x =□\\\n\n",
]  # fmt: skip
ANYTHING = [*list("{}!:=\\'\"\n#rsaxN \t(*),.[]f~"), "{x}", "!r", ":{y}", "'''", '"""', "\\N{", "\\x"]


def formatted(rng: Random) -> str:
    """A program with an f-string, or with several."""
    frame = rng.choice(FORMATTED_FRAMES)
    while "□" in frame:
        frame = frame.replace("□", changed(literal(rng, 0), rng, 0.35), 1)
    return frame


def literal(rng: Random, depth: int) -> str:
    """An f-string, now and then a string of another kind."""
    prefix = rng.choice(
        ["f"] * 10 + ["rf", "fr", "F", "Rf", "fR", "t", "tr", "", "r", "b", "u", "bf", "uf", "ft"]
    )
    quote = rng.choice(["'", '"', "'", '"', "'''", '"""'])
    return prefix + quote + "".join(part(rng, depth) for _ in range(rng.randint(0, 3))) + quote


def part(rng: Random, depth: int) -> str:
    """A part of an f-string: a field, or text."""
    if rng.random() < 0.6:
        return field(rng, depth)
    return rng.choice(TEXT_PARTS if rng.random() < 0.5 else TEXT_PARTS[:6])


def field(rng: Random, depth: int) -> str:
    """A replacement field."""
    space = rng.choice
    inside = (
        rng.choice(["x"] * 8 + ["x.y", "f(x)", "x['a']", 'x["a"]', "(x)"])
        if rng.random() < 0.6
        else rng.choice(ODD_FIELDS)
    )
    if depth < 3 and rng.random() < 0.15:
        inside = literal(rng, depth + 1)
    inside = space(FIELD_SPACES) + inside + space(FIELD_SPACES)
    inside += "=" + space(FIELD_SPACES) if rng.random() < 0.15 else ""
    inside += rng.choice(CONVERSIONS if rng.random() < 0.4 else CONVERSIONS[:3]) if rng.random() < 0.3 else ""
    if rng.random() < 0.4:
        inside += ":" + "".join(spec_part(rng, depth) for _ in range(rng.randint(0, 3)))
    return "{" + inside + "}"


def spec_part(rng: Random, depth: int) -> str:
    """A part of a format specification."""
    if depth < 4 and rng.random() < 0.4:
        return field(rng, depth + 1)
    return rng.choice(SPEC_PARTS if rng.random() < 0.5 else SPEC_PARTS[:4])


def changed(text: str, rng: Random, chance: float) -> str:
    """*text*, by that *chance* with a character more or less."""
    if rng.random() >= chance:
        return text
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(("", rng.choice(ANYTHING))) + text[at + rng.randint(0, 1) :]


# --- patterns -------------------------------------------------------------------------------------

VALUES = [
    "1", "-1", "1.5", "-1.5", "1j", "-1j", "1+2j", "-1-2j", "1 - 2.5j", "'a'", "b'a'", "'a' 'b'", "None", "True", "False", "a.b", "a.b.c",
    "r'a'", "0x1F", "1_000", "'''a'''", "u'a'",
]  # fmt: skip
ODD_VALUES = [
    "+1", "+1+2j", "-1-+2j", "1+-2j", "1+2", "1j+2", "1j+2j", "--1", "~1", "-a", "-(1)", "(1)+2j", "-'a'", "f'a'", "f'{x}'", "'a' f'b'", "t'a'",
    "'a' b'b'", "a()", "a[0]", "a.b[0]", "a.b()", "lambda: 1", "x := 1", "not x", "...", "1 < 2", "a + 1", "1 if x else 2", "*a", "**a", "-None",
    "-True", "1+a", "a.1", ".a", "a.", "+a.b", "-a.b", "1+2j+3j", "1*2j", "__debug__", "-1+2j", "1 +2j", "-\n1", "- 1", "await x", "yield",
    "'\\x4'", "b'\\x4'", "'\\N{x}'", "b'é'", "1_", "0777", "1j-1j", "1-1", "-1j-1j", "1+'a'", "None+1j", "-1.5-1.5j", "(-1)", "((1))", "+ 1j",
]  # fmt: skip
PATTERN_FRAMES = [
    *["match x:\n    case □:\n        pass\n"] * 8, "match x:\n    case □ if y: pass\n", "match x, y:\n    case □: pass\n    case _: pass\n",
    "match *x, y:\n    case □: pass\n", "match (x):\n  case □: pass\n  case □: pass\n", "match -x:\n case □: pass\n", "match x:\n case□: pass\n",
    "match [x]:\n case(□): pass\n", "match {x}:\n    case [□]: pass\n", "match x:\n    case {'a': □}: pass\n", "match x:\n    case A(□): pass\n",
    "match x:\n    case A(a=□): pass\n", "match x:\n    case □ | □: pass\n", "match x:\n    case □ as y: pass\n", "match x:\n    case □, □: pass\n",
    "match x:\n    case {□: y}: pass\n", "match x if y else z:\n    case □: pass\n", "match x := y:\n    case □ if (z := 1): pass\n",
    "def f():\n    match yield:\n        case □: return\n", "match *x:\n    case □: pass\n", "match x:\n    case (□): pass\n    case (): pass\n",
    "match x:\n    case □\n: pass\n", "match x:\n    case □: pass\n    else: pass\n", "match = case = 1\nmatch x:\n    case □:\n        case = 1\n",
]  # fmt: skip


def patterned(rng: Random) -> str:
    """A program with a pattern, or with several."""
    frame = rng.choice(PATTERN_FRAMES)
    while "□" in frame:
        frame = frame.replace("□", changed(top_pattern(rng), rng, 0.3), 1)
    return frame


def top_pattern(rng: Random) -> str:
    """A pattern as it stands behind `case`, where a sequence needs no brackets."""
    if rng.random() < 0.2:
        return items(rng, 1, star)
    return pattern(rng, 0)


def pattern(rng: Random, depth: int) -> str:
    """A pattern."""
    if depth > 3 or rng.random() < 0.35:
        kinds = [VALUES] * 5 + [NAMES] * 5 + [ODD_VALUES] * 2
        return rng.choice(rng.choice(kinds))
    inside = depth + 1
    match rng.randrange(8):
        case 0:
            return f"({pattern(rng, inside)})"
        case 1:
            return f"[{items(rng, inside, star)}]"
        case 2:
            return f"({items(rng, inside, star)})"
        case 3:
            return "{" + items(rng, inside, pair) + "}"
        case 4:
            return f"{rng.choice(['A', 'a.B', 'A', 'A', 'A()', '(A)', 'a.b.C', '-A', 'A[0]', '1'])}({items(rng, inside, argument)})"
        case 5:
            return " | ".join(pattern(rng, inside) for _ in range(rng.randint(1, 3)))
        case 6:
            return f"{pattern(rng, inside)} as {rng.choice(['x', 'y', 'z', 'z', 'w', '_', 'a.b', '1', 'x[0]', '(x)', 'None', 'as'])}"
        case _:
            return rng.choice(ODD_VALUES if rng.random() < 0.3 else VALUES)


def items(rng: Random, depth: int, one) -> str:
    """Up to three of *one*, with commas between and perhaps behind."""
    joined = rng.choice((", ", ", ", ",", ",\n")).join(one(rng, depth) for _ in range(rng.randint(0, 3)))
    return joined + rng.choice(("", "", "", ",", ",,", " "))


def star(rng: Random, depth: int) -> str:
    """A part of a sequence pattern."""
    if rng.random() < 0.2:
        return rng.choice(
            ["*x", "*_", "*y", "* x", "(*x)", "*(x)", "*a.b", "**x", "*1", "*", "*x as y", "*x | y"]
        )
    return pattern(rng, depth)


def pair(rng: Random, depth: int) -> str:
    """A part of a mapping pattern."""
    if rng.random() < 0.2:
        return rng.choice(
            ["**rest", "**_", "**a.b", "** rest", "*rest", "**{}", "**None", "**rest: x", "**", "(**rest)"]
        )
    keys = rng.choice(
        [VALUES] * 5
        + [ODD_VALUES, ["x", "(1)", "[1]", "x: 1", "1 | 2", "_", "1 as x", "'a' 'b'", "None", "a.b", "**x"]]
    )
    return f"{rng.choice(keys)}{rng.choice((': ', ':', ' : ', ''))}{pattern(rng, depth)}"


def argument(rng: Random, depth: int) -> str:
    """A part of a class pattern."""
    if rng.random() < 0.4:
        name = rng.choice(
            ["a", "b", "c", "d", "x", "a", "a.b", "1", "_", "None", "*a", "(a)", "é", "match", "case", "type"]
        )
        return f"{name}{rng.choice(('=', ' = ', '=', ':=', '=='))}{pattern(rng, depth)}"
    return star(rng, depth) if rng.random() < 0.1 else pattern(rng, depth)


# --- targets --------------------------------------------------------------------------------------

PLAIN_TARGETS = [
    "x",
    "y",
    "x.y",
    "x[0]",
    "f(x).y",
    "x[1:2]",
    "x[*y]",
    "(x)",
    "((x))",
    "(x.y)",
    "é",
    "match",
    "type",
    "x[y, z]",
    "_",
]
ODD_TARGETS = [
    "f()", "1", "'a'", "None", "True", "...", "x + 1", "-x", "not x", "(*x)", "((*x))", "*(x)", "*(*x)", "* *x", "**x", "(**x)", "x if y else z",
    "lambda: x", "(x := 1)", "x := 1", "(yield)", "yield", "await x", "[x for x in y]", "{x}", "{x: y}", "{}", "f'{x}'", "x and y", "x < y",
    "x == y", "__debug__", "x.__debug__", "x.None", "x.y()", "(f())", "(1)", "[*x]", "(*x,)", "*x", "*x.y", "*x[0]", "*f()", "*1", "*(x, y)",
    "*[x]", "*()", "()", "[]", "(x,)", "[x,]", "x,", "*x,", "x, *y", "*x, *y", "(x for x in y)", "x.y.z", "`x`", "x!", "(x, y).z", "[x][0]", "**",
    "'a'.x", "1 .x", "(x\n)", "x\\\n.y", "(\n*x,\n)", "x: int", "(x): int", "*x: int", "x, y: int", "(x, y): int", "[x]: int", "f(): int",
]  # fmt: skip
TARGET_FRAMES = [
    *["□ = z\n"] * 4, "for □ in z: pass\n", "for □ in z, w: pass\n", "with z as □: pass\n", "with (z as □): pass\n", "with (z as □, w as □): pass\n",
    "with z as □, w as □: pass\n", "del □\n", "del □, □\n", "del (□)\n", "[z for □ in z]\n", "{z: z for □ in z if z}\n", "(z for □ in z)\n",
    "□ += z\n", "□ @= z\n", "□: int\n", "□: int = z\n", "(□ := z)\n", "□ = □ = z\n", "z = □\n", "f(□)\n", "f(□=z)\n", "import z as □\n",
    "from z import w as □\n", "try: pass\nexcept z as □: pass\n", "def f(□): pass\n", "def f(□=1): pass\n", "lambda □: z\n", "global □\n",
    "def f():\n    nonlocal □\n", "async def f():\n    async for □ in z: pass\n", "async def f():\n    async with z as □: pass\n", "return □\n",
    "def f():\n    return □\n", "def f():\n    yield □\n", "x[□]\n", "x[□] = z\n", "[□, □] = z\n", "(□, □) = z\n", "□, □ = z\n", "print(□)\n",
    "class □: pass\n", "class C(□): pass\n", "raise □\n", "assert □\n", "if □: pass\n", "while □: pass\n", "match □:\n    case _: pass\n", "{□: □}\n",
    "{□}\n", "[□]\n", "(□)\n", "□\n", "□ if z else □\n", "type □ = z\n", "def f[□](): pass\n", "@□\ndef f(): pass\n", "x = y = □\n", "(x := □)\n",
    "def f(x: □) -> □: pass\n", "del [□]\n", "for (□) in z: pass\n", "for [□] in z: pass\n", "try: pass\nexcept □: pass\n", "try: pass\nexcept* □: pass\n",
    "{**□}\n", "f(**□)\n", "f(*□)\n", "[*□]\n", "{z: □ for z in z}\n", "[□ for z in z]\n", "not □\n", "await □\n", "async def f(): await □\n",
    "with □: pass\n", "with □, □: pass\n", "with (□, □): pass\n", "with (□): pass\n", "for z in □: pass\n", "□ = yield\n", "□ = yield z\n", "□ += yield\n",
]  # fmt: skip


def targeted(rng: Random) -> str:
    """A program with something that may be a target, where targets stand and elsewhere."""
    frame = rng.choice(TARGET_FRAMES)
    while "□" in frame:
        frame = frame.replace("□", changed(target(rng, 0), rng, 0.15), 1)
    return frame


def target(rng: Random, depth: int) -> str:
    """A target, or what looks like one."""
    if depth > 2 or rng.random() < 0.5:
        return rng.choice(PLAIN_TARGETS if rng.random() < 0.5 else ODD_TARGETS)
    inside = ", ".join(
        ("*" if rng.random() < 0.1 else "") + target(rng, depth + 1) for _ in range(rng.randint(0, 3))
    )
    inside += rng.choice(("", "", ","))
    return rng.choice(("(@)", "[@]", "@", "((@))")).replace("@", inside)
