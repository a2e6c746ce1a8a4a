"""Run one program as `__main__`, and tell how it ended.

This file runs inside the interpreter under test, together with the program.  So it imports next to
nothing, leaves no trace in `sys.modules`, and calls no method that the program could have written.

The report is a Python literal in ASCII between two marks, read by `mvpy.verification.observe`:

    {"stage": "compile" | "run", "ended": "finished" | "raised",
     "nodes": [...], "hook": bool, "lines": [...] or None, "messages": [...]}

A node describes one exception of the chain; it names its cause, its context and, in a group, its
members by their place in the list.  The exception that ended the program is the first.

The marks hold a word that is another for each run, so that no program writes them by chance, nor by guessing.  One
that looks for the word in our frames finds it: see docs/verification.md for what it can do with it, and what not.
"""

from __future__ import annotations

import builtins
import os
import sys

REAL_BUILTINS = builtins
__builtins__ = dict(vars(builtins))  # a program may patch `len`; the functions below keep the true one

COMPILED = "compiled"  # on stderr: what comes before is the compiler's
ENDED = "ended"  # on stderr: what comes after is the traceback
REPORT = "report"  # before and behind the report

write_some = os.write  # a program may patch that, too

MOST_NODES = 100
MOST_FRAMES = 200
LONGEST = 2000
MOST_MESSAGES = 200

CAUSE = BaseException.__dict__["__cause__"].__get__
CONTEXT = BaseException.__dict__["__context__"].__get__
SUPPRESS = BaseException.__dict__["__suppress_context__"].__get__
TRACEBACK = BaseException.__dict__["__traceback__"].__get__
ARGS = BaseException.__dict__["args"].__get__
GROUP = getattr(builtins, "BaseExceptionGroup", ())
MEMBERS = GROUP.__dict__["exceptions"].__get__ if GROUP else None


class Ending:
    """How a program ended: its stage, the exception if any, and what `sys.exit` is to be given.

    *word* is what the marks of this run hold.
    """

    def __init__(self, word):
        self.word = word
        self.stage = "compile"
        self.error = None
        self.code = None
        self.hook = False
        self.lines = None
        self.messages = ()

    def report(self) -> bytes:
        """This ending as a literal, between marks."""
        ended = "raised" if self.error is not None else "finished"
        nodes = chain(self.error) if self.error is not None else []
        fields = {
            "stage": self.stage,
            "ended": ended,
            "nodes": nodes,
            "hook": self.hook,
            "lines": self.lines,
            "messages": sorted(self.messages),
        }
        sign = sign_of(REPORT, self.word)
        return sign + ascii(fields).encode() + sign


def sign_of(kind: str, word: str) -> bytes:
    """The mark of this *kind* in a run with this *word*."""
    return ("\0mvpy: %s %s\0" % (kind, word)).encode()


def run(path: str, argv: list, tell, word: str, traced: bool = False, shift: int = 0) -> object:
    """Run the file *path* as `__main__`; call *tell* with the report; give what `sys.exit` takes.

    *word* is for the marks.  *shift* moves the heap a little, so that two runs of a program that shows addresses differ.
    With *traced*, the report lists the lines of the file that ran, and the messages of the exceptions raised there.
    """
    ending = Ending(word)
    namespace = enter(path, argv)
    lines, ending.messages = watch(path) if traced else (None, ())
    leave = os._exit

    def leaving(status):
        ending.lines = numbers_in(lines)
        tell(ending.report())
        leave(status)

    if lines is not None:
        os._exit = leaving  # who leaves like that is traced, too
    try:
        execute(path, namespace, ending, shift)
    except SystemExit as error:
        ending.code = error.code
    except BaseException as error:
        ending.error, ending.code = error, 130 if is_a(error, KeyboardInterrupt) else 1
        trim(error)
    if lines is not None:
        os._exit = leave
        sys.settrace(None)
        ending.lines = numbers_in(lines)
    if ending.error is not None:
        show(ending)
    tell(ending.report())
    return ending.code


def enter(path: str, argv: list) -> dict:
    """Make the process look as if `python path argv...` had started it; give the namespace of `__main__`."""
    main = type(sys)("__main__")
    namespace = main.__dict__
    loader = getattr(sys.modules.get("_frozen_importlib_external"), "SourceFileLoader", None)
    namespace["__loader__"] = loader("__main__", path) if loader else None
    namespace["__builtins__"] = REAL_BUILTINS
    namespace["__file__"] = path
    namespace["__cached__"] = None
    sys.modules["__main__"] = main
    sys.argv = [path] + argv
    isolated = getattr(sys.flags, "safe_path", False)  # then no folder of a script stands first
    sys.path[: 0 if isolated else 1] = [os.path.dirname(path)]
    sys.path_importer_cache.clear()
    return namespace


def execute(path: str, namespace: dict, ending: Ending, shift: int) -> None:
    """Compile and run the file *path* in *namespace*; whatever it raises comes out.

    What *shift* puts on the heap is put there last, so that it takes the places that were free till now.
    """
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    mark(sign_of(COMPILED, ending.word))
    ending.stage = "run"
    ballast = [[object(), [], {}, (number,), number + 0.5, bytearray(40)] for number in range(shift)]
    exec(code, namespace)
    del ballast


def watch(path: str) -> tuple:
    """The set that gets the number of each line of *path* that runs from now on, and the set of messages.

    A message is the type of an exception that is raised there, whether a statement raises it, and its text.
    """
    lines: set = set()
    messages: set = set()
    raising = operation_of_raise()

    def local(frame, event, argument):
        lines.add(frame.f_lineno)
        if event == "exception" and len(messages) < MOST_MESSAGES:
            note(argument[1], argument[2], frame)
        return local

    def note(error, traceback, frame):
        if traceback is None or traceback.tb_next is not None or not isinstance(error, BaseException):
            return  # it comes from a call
        raised = frame.f_code.co_code[frame.f_lasti] == raising
        for text in ARGS(error):
            if type(text) is str:
                messages.add((name_of(type(error)), raised, text[:LONGEST]))

    def every(frame, event, argument):
        if frame.f_code.co_filename != path:
            return None
        lines.add(frame.f_lineno)
        return local

    sys.settrace(every)
    return lines, messages


def numbers_in(lines: set) -> list:
    """The numbers in *lines*, in order; code of `except*` that the compiler makes up stands on no line."""
    return sorted(line for line in lines if line is not None)


def operation_of_raise() -> int:
    """The number of the instruction that a `raise` becomes: the only one with the argument 1 in this code."""
    code = compile("raise x", "", "exec").co_code
    return next(code[at] for at in range(0, len(code), 2) if code[at + 1] == 1)


def is_a(value: object, kind) -> bool:
    """Whether *value* is one of *kind*; `isinstance` would ask the object, too."""
    return issubclass(type(value), kind)


def trim(error: BaseException) -> None:
    """Take the frames of this file off *error*'s traceback."""
    frames = TRACEBACK(error)
    while frames is not None and frames.tb_frame.f_code.co_filename == trim.__code__.co_filename:
        frames = frames.tb_next
    error.__traceback__ = frames


def mark(sign: bytes) -> None:
    """Put *sign* on standard error, behind all that was written so far."""
    flush(sys.__stderr__)
    write(2, sign)


def write(file: int, data: bytes) -> None:
    """Write all of *data* to *file*, if the program has left it open."""
    try:
        while data:
            data = data[write_some(file, data) :]
    except OSError:
        pass


def flush(stream: object) -> bool:
    """Flush *stream*; says whether that worked."""
    try:
        stream.flush()  # type: ignore[attr-defined]
    except BaseException:
        return stream is None
    return True


def show(ending: Ending) -> None:
    """Let `sys.excepthook` print the exception, as the interpreter does."""
    error = ending.error
    hook = getattr(sys, "excepthook", sys.__excepthook__)
    ending.hook = hook is not sys.__excepthook__
    sys.last_type, sys.last_value, sys.last_traceback = type(error), error, TRACEBACK(error)
    mark(sign_of(ENDED, ending.word))
    try:
        hook(type(error), error, TRACEBACK(error))
    except SystemExit as leaving:
        ending.code = leaving.code
    except BaseException as second:
        trim(second)
        print("Error in sys.excepthook:", file=sys.stderr)
        sys.__excepthook__(type(second), second, TRACEBACK(second))
        print("\nOriginal exception was:", file=sys.stderr)
        sys.__excepthook__(type(error), error, TRACEBACK(error))


def chain(error: BaseException) -> list:
    """*error* and all that it leads to, as nodes."""
    nodes: list = []
    waiting, places = [error], {id(error): 0}

    def place(other):
        if other is None:
            return None
        if id(other) not in places:
            if len(places) == MOST_NODES:
                return -1
            places[id(other)] = len(waiting)
            waiting.append(other)
        return places[id(other)]

    for current in waiting:  # grows while we walk
        nodes.append(node(current, place))
    return nodes


def node(error: BaseException, place) -> dict:
    """One exception, as a dict of literals; *place* numbers the others."""
    own = attributes(error)
    notes = own.pop("__notes__", [])
    members = MEMBERS(error) if GROUP and is_a(error, GROUP) else ()
    return {
        "type": name_of(type(error)),
        "args": [literal(item) for item in ARGS(error)[: 1 if members else None]],
        "notes": [literal(item) for item in notes] if type(notes) in (list, tuple) else [literal(notes)],
        "attributes": sorted((str(key), literal(item)) for key, item in own.items()),
        "cause": place(CAUSE(error)),
        "context": place(CONTEXT(error)),
        "suppress": SUPPRESS(error),
        "members": [place(member) for member in members],
        "traceback": frames_of(TRACEBACK(error)),
    }


def attributes(error: BaseException) -> dict:
    """What the program stored on *error*."""
    try:
        return dict(object.__getattribute__(error, "__dict__"))
    except AttributeError:
        return {}


def frames_of(traceback) -> list:
    """The traceback as (file, line, function), outermost first; only the ends of a very long one."""
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append((code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    if len(frames) > MOST_FRAMES:
        half = MOST_FRAMES // 2
        frames[half:-half] = [("...", None, "...")]
    return frames


def name_of(cls: type) -> str:
    """The qualified name of *cls*, without the module if that is `builtins` or `__main__`."""
    module = type.__getattribute__(cls, "__module__")
    name = type.__getattribute__(cls, "__qualname__")
    return name if module in ("builtins", "__main__") else "%s.%s" % (module, name)


def literal(value: object, depth: int = 4) -> str:
    """A description of *value* that runs none of the program's code and shows no address."""
    cls = type(value)
    if cls is int:
        return repr(value) if -(10**300) < value < 10**300 else hex(value)[:LONGEST]  # type: ignore
    if value is None or cls in (bool, float, complex):
        return repr(value)
    if cls in (str, bytes, bytearray):
        return repr(value[:LONGEST])  # type: ignore[index]
    if cls in (tuple, list, set, frozenset, dict):
        return container(value, depth)
    if is_a(value, type):
        return "<class %s>" % name_of(value)
    if is_a(value, BaseException):
        inside = ", ".join(literal(item, depth - 1) for item in ARGS(value)) if depth else "..."
        return "%s(%s)" % (name_of(cls), inside)
    return "<%s>" % name_of(cls)


def container(value, depth: int) -> str:
    """`literal` of a builtin container."""
    cls = type(value)
    if not depth:
        return "%s of %d" % (cls.__name__, len(value))
    items = list(value.items() if cls is dict else value)[:50]
    shown = [literal(item, depth - 1) for item in items]
    if cls in (set, frozenset):
        shown.sort()
    return "%s(%s)" % (cls.__name__, ", ".join(shown))
