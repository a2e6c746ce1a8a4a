"""The finished tree becomes the text of a file: the line that says what it is, the prelude, the program; a source map."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from mvpy.economy.items import WIDTH
from mvpy.helpers import hosted_names
from mvpy.helpers.hosted_names import BUILTINS
from mvpy.machine.context import Context
from mvpy.output.added_imports import are_imports, with_imports
from mvpy.output.core_definitions import InPlace, with_core_definitions, with_definitions_in_core
from mvpy.output.definitions import with_definitions
from mvpy.output.judge import refuse_what_is_not_core
from mvpy.output.prelude_text import CoreOfHelper, prelude_text
from mvpy.output.printer import LINE_LENGTH, print_core_with_lines
from mvpy.output.published import published_prelude
from mvpy.output.tidying import tidied
from mvpy.scopes.analysis import bound_in
from mvpy.tree.positions import lines_of, source_lines
from mvpy.tree.suite import futures_first, imports_above, introduction

HEADER = re.compile(r"# mvpy [\d.]+, .+, for Python \d+\.\d+")


def label_of(keep: Sequence[str], until: str | None, level: str) -> str:
    """How far a program is desugared, for the first line of its output."""
    limits = [f"keep {' '.join(keep)}"] if keep else []
    limits += [f"until {until}"] if until else []
    return ", ".join([level, *limits] if level != "core" else limits or [level])


def header_line(label: str, target: tuple[int, int]) -> str:
    """The first line of an output that is not only a choice of rewrites."""
    return f"# mvpy {hosted_names.VERSION}, {label}, for Python {target[0]}.{target[1]}"


def without_header(tree: cst.Module) -> cst.Module:
    """*tree* without the first line that an earlier desugaring wrote."""
    for i, line in enumerate(tree.header):
        if line.comment and HEADER.fullmatch(line.comment.value):
            return tree.with_changes(header=[*tree.header[:i], *tree.header[i + 1 :]])
    return tree


def same_but_header(code: str, other: str) -> bool:
    """Are these texts the same but for the first line of an output?"""
    return HEADER.sub("", code, count=1) == HEADER.sub("", other, count=1)


DONE = re.compile(r"# mvpy [\d.]+, (core|readable), for Python \d+\.\d+")


def is_output(tree: cst.Module) -> bool:
    """Does *tree* begin with the line of an output in which no rewrite was left out?"""
    return any(line.comment and DONE.fullmatch(line.comment.value) for line in tree.header)


def with_header(tree: cst.Module, line: str) -> cst.Module:
    """*tree*, with the comment *line* first; after the shebang and the encoding declaration."""
    at = 0
    while at < min(2, len(tree.header)) and (comment := tree.header[at].comment):
        if not (at == 0 and comment.value.startswith("#!")) and not CODING.match(comment.value):
            break
        at += 1
    header = [*tree.header[:at], cst.EmptyLine(comment=cst.Comment(line)), *tree.header[at:]]
    return tree.with_changes(header=header)


CODING = re.compile(r"#.*?coding[:=][ \t]*[-\w.]+")


def printed(tree: cst.Module, cx: Context, label: str, core_of_helper: CoreOfHelper) -> tuple[str, list[int]]:
    """The text of the output *tree*, and its source map; the first line tells the *label*, if there is one."""
    program = cx.program
    if cx.is_core:
        code, source_map = core_text(tree, cx, label, core_of_helper)
        # Which Python an output of ours was made for can't be changed any more.
        same = program.is_output and same_but_header(code, program.text)
        return program.text if same else code, source_map
    if tree is program.module:
        return program.text, list(range(1, len(lines_of(program.text)) + 1))
    tree = with_header(tree, header_line(label, cx.target)) if label else tree
    return assembled(tree, cx)


# Runs the prelude of a core, and forgets it.
CLOSING = cst.parse_module("""\
_prelude()
try:
    raise BaseException
except BaseException as _prelude:
    0
""")


@dataclass(frozen=True)
class CoreParts:
    """A strict core that has been printed: the text that is its *opening*, and below it the *body*.

    *tree* is what was printed as the body, with expressions *in_place* of certain names, and *owners* are the nodes that
    its lines come from.
    """

    opening: str
    body: str
    tree: cst.Module
    owners: Sequence[cst.CSTNode | None]
    in_place: InPlace


def core_text(
    tree: cst.Module, cx: Context, label: str, core_of_helper: CoreOfHelper
) -> tuple[str, list[int]]:
    """The strict core of *tree* as text, with its source map; it is judged first."""
    parts = core_parts(tree, cx, label, core_of_helper)
    mapping = [0] * parts.opening.count("\n")
    last = 0
    for node in parts.owners:
        entry = cx.lines.known.get(id(node)) if node is not None else None
        last = entry[1] if entry else last
        mapping.append(last)
    return parts.opening + parts.body, mapping


def core_parts(tree: cst.Module, cx: Context, label: str, core_of_helper: CoreOfHelper) -> CoreParts:
    """The strict core of *tree*, printed, below what it needs and the line that tells the *label*; it is judged first."""
    header = header_line(label, cx.target)
    opening = prelude = ""
    in_place: InPlace = {}
    if cx.exactly("namespace"):
        judge(tree, cx)
        prelude = prelude_text(cx.names.hosted, cx.program, core_of_helper)
    else:
        tree, in_place = judged_with_definitions(tree, cx)
    if not prelude:
        tree = with_header(tree, header)
    else:
        opening = f"{header}\n\n\n{prelude}"
        tree = tree.with_changes(body=(*CLOSING.body, *tree.body))
    plain = not cx.program.kinds
    body, nodes = print_core_with_lines(
        tree, skips=plain, limit=WIDTH if plain else LINE_LENGTH, in_place=in_place
    )
    shebang, body = split_first_lines(body) if prelude else ("", body)
    blank = len(body) - len(body.lstrip("\n")) if prelude else 0
    first = shebang.count("\n") + blank
    return CoreParts(shebang + opening, body[blank:], tree, nodes[first:], in_place)


def judge(tree: cst.Module, cx: Context) -> None:
    """An InternalError, with the line of the source, if something in *tree* is not core."""
    refuse_what_is_not_core(tree, cx.program.filename, lambda node: line_of(node, tree, cx))


def judged_with_definitions(tree: cst.Module, cx: Context) -> tuple[cst.Module, InPlace]:
    """`with_core_definitions`, judged: as it was only if it has been too strange to put definitions above it."""
    try:
        defined, in_place = with_core_definitions(tree, cx)
    except Exception:
        judge(tree, cx)
        raise
    judge(defined, cx)
    return defined, in_place


def split_first_lines(body: str) -> tuple[str, str]:
    """The shebang and the encoding declaration of *body*, which must stay its first lines, and the rest."""
    at, n = 0, 0
    for n in range(2):
        line = body[at : body.find("\n", at) + 1]
        if not (n == 0 and line.startswith("#!")) and not CODING.match(line):
            break
        at += len(line)
    return body[:at], body[at:]


def line_of(node: cst.CSTNode, tree: cst.Module, cx: Context) -> int:
    """The line of the source of the statement that holds *node*."""
    best = 0
    stack: list[tuple[cst.CSTNode, int]] = [(statement, 0) for statement in tree.body]
    while stack:
        at, line = stack.pop()
        line = cx.lines.of(at, line)
        if at is node:
            return line
        stack.extend((child, line) for child in at.children)
    return best


def assembled(tree: cst.Module, cx: Context) -> tuple[str, list[int]]:
    """*tree*, which is ordinary Python, as text below what it needs, and its source map."""
    first, prelude, rest, origins = parts_of_text(tree, cx)
    before = first.count("\n")
    return first + prelude + rest, [*origins[:before], *[0] * prelude.count("\n"), *origins[before:]]


def parts_of_text(tree: cst.Module, cx: Context) -> tuple[str, str, str, list[int]]:
    """The program's introduction, what *tree* needs above the rest, the rest of it; and the source map of the program."""
    body = futures_first(tree.body)
    at = introduction(body)
    tree = tree.with_changes(body=[*body[:at], *cx.program.preludes, *body[at:]])
    if not cx.program.kinds:
        tree = tidied(tree, cx)
    code = tree.code
    origins = source_lines(tree, code, cx.program.text, cx.lines.known)
    if cx.exactly("namespace"):
        prelude = published_prelude(cx.names.hosted, cx.program)
    else:
        in_core = cx.passes.lowering is not None and cx.passes.lowering.is_of_interpreter
        tree, prelude = (with_definitions_in_core if in_core else with_definitions)(tree, cx)
        code = tree.code
        at = place_of_definitions(tree, at, prelude)
    if not prelude:
        return "", "", code, origins
    rest = tree.with_changes(header=(), body=tree.body[at:]).code
    first = code.removesuffix(rest)
    if cx.passes.lowering is not None and are_imports(prelude):
        return with_imports(first, prelude, rest, origins)
    return first, between(first, prelude, rest), rest, origins


def place_of_definitions(tree: cst.Module, at: int, definitions: str) -> int:
    """Where in the body of *tree*, from *at* on, its *definitions* stand: below the imports at its top.

    An import that binds the name of a builtin comes after those that read this builtin.
    """
    end = imports_above(tree.body, at)
    bound = bound_in(tree.body[at:end])
    return at if bound & BUILTINS & set(re.findall(r"\w+", definitions)) else end


DEFINITION = re.compile(r"^(def |class |async def |@)", re.MULTILINE)
OPENING = re.compile(r"(#.*\n)*(def |class )")  # of a helper, below what it is
IMPORT = re.compile(r"(import|from) ")
IMPORT_LAST = re.compile(r"^(import|from) .*\Z", re.MULTILINE)


def between(first: str, definitions: str, rest: str) -> str:
    """The *definitions* with blank lines around them, as black has them, between what comes first and the *rest*."""
    wanted = 1 if IMPORT_LAST.search(definitions) or IMPORT.match(rest) else 0
    if DEFINITION.search(definitions) or DEFINITION.match(rest.lstrip("\n")):
        wanted = 2
    blank = len(rest) - len(rest.lstrip("\n"))
    above = 0
    if (
        OPENING.match(definitions)
        and first.strip()
        or first.rstrip().endswith(('"', "'"))
        or last_line(first).startswith(("#", "import ", "from ", ")"))
    ):
        above = (2 if OPENING.match(definitions) else 1) - (len(first) - len(first.rstrip("\n")) - 1)
    return "\n" * max(above, 0) + f"{definitions}\n" + "\n" * max(wanted - blank, 0) * bool(rest)


def last_line(text: str) -> str:
    """The last line of *text* that is not blank."""
    return text.rstrip("\n").rpartition("\n")[2]
