"""Run one program as `__main__`, and tell how it ended.

This file runs inside the interpreter under test, together with the program.  So it imports next to
nothing, leaves no trace in `sys.modules`, and calls no method that the program could have written.

The report is a Python literal in ASCII between two marks, read by `mvpy.verification.observe`:

    {"stage": "compile" | "run", "ended": "finished" | "raised",
     "nodes": [...], "hook": bool, "lines": [...] or None, "messages": [...],
     "steps": {...}, "answers": "...", "rebound": [...]}

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
TOOL = 4  # none of those with a name
DEAD, KIND = "01", "ny"  # no and yes: is it dead, is it of that kind

CAUSE = BaseException.__dict__["__cause__"].__get__
CONTEXT = BaseException.__dict__["__context__"].__get__
SUPPRESS = BaseException.__dict__["__suppress_context__"].__get__
TRACEBACK = BaseException.__dict__["__traceback__"].__get__
ARGS = BaseException.__dict__["args"].__get__
GROUP = getattr(builtins, "BaseExceptionGroup", ())
MEMBERS = GROUP.__dict__["exceptions"].__get__ if GROUP else None


def generator():
    yield


async def coroutine():
    pass


unawaited = coroutine()
CODE_OF = {
    type(generator()): type(generator()).__dict__["gi_code"].__get__,
    type(unawaited): type(unawaited).__dict__["cr_code"].__get__,
}
unawaited.close()


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
        self.seen = Seen()

    def report(self) -> bytes:
        """This ending as a literal, between marks."""
        ended = "raised" if self.error is not None else "finished"
        nodes = chain(self.error) if self.error is not None else []
        fields = {
            "stage": self.stage,
            "ended": ended,
            "nodes": nodes,
            "hook": self.hook,
            **self.seen.fields(),
        }
        sign = sign_of(REPORT, self.word)
        return sign + ascii(fields).encode() + sign


def sign_of(kind: str, word: str) -> bytes:
    """The mark of this *kind* in a run with this *word*."""
    return ("\0mvpy: %s %s\0" % (kind, word)).encode()


def run(path: str, argv: list, tell, word: str, traced: str = "0", shift: int = 0) -> object:
    """Run the file *path* as `__main__`; call *tell* with the report; give what `sys.exit` takes.

    *word* is for the marks.  *shift* moves the heap a little, so that two runs of a program that shows addresses differ.
    How it is *traced* says `Seen`; if it is, the report lists the lines of the file that ran, and the messages of the
    exceptions raised there.
    """
    ending = Ending(word)
    namespace = enter(path, argv)
    seen = ending.seen = Seen(path, *traced.split(":"))
    namespace = seen.shown(namespace)
    leave = os._exit

    def leaving(status):
        tell(ending.report())
        leave(status)

    if seen.lines is not None:
        os._exit = leaving  # who leaves like that is traced, too
        seen.watch()
    try:
        execute(path, namespace, ending, shift)
    except SystemExit as error:
        ending.code = error.code
    except BaseException as error:
        ending.error, ending.code = error, 130 if is_a(error, KeyboardInterrupt) else 1
        trim(error)
    if seen.lines is not None:
        seen.finish()
        os._exit = leave
        sys.settrace(None)
    if ending.error is not None:
        show(ending)
    tell(ending.report())
    if seen.keeps:  # nothing is released, not even now
        flush(sys.stdout)
        flush(sys.stderr)
        leave(0 if ending.code is None else 1)
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


class Seen:
    """What a traced run shows: lines of the file, messages, and its *steps*, where *how* it is traced is not just "1".

    A message is the type of an exception that is raised there, whether a statement raises it, and its text.  The steps
    tell the instructions that ran: code -> a number with a bit for each.  *how* is one of

    0           not at all
    1           lines and messages
    steps       steps, too; whether each weak reference that the program asks was dead, and what it was told of kinds
    release     as steps, but nothing dies before the end: then finalizers run, in the order in which their objects
                were made.  Weak references answer with *answers*, those of a run in which objects die.
    kinds       as steps, but what `inspect` and `types` say of kinds of objects is in *answers*
    rebinding   as steps, but builtins that the program replaces are put back at once
    namespace   as steps, but who looks at the names of the module or a function does not see those in *own*

    or of the last four several, joined by a plus sign.
    """

    def __init__(self, path="", how="0", answers="", own=""):
        self.path, self.how = path, how.split("+")
        self.lines = None if how == "0" else set()
        self.messages: set = set()
        self.steps: dict = {}
        self.keeps = "release" in self.how
        self.own = set(own.split(",")) if "namespace" in self.how else set()
        told = DEAD * self.keeps + KIND * ("kinds" in self.how)
        self.given = [answer for answer in answers if answer in told]
        self.answers: list = []
        self.rebound: set = set()
        self.held: list = []

    def fields(self) -> dict:
        """What the report tells of it."""
        return {
            "lines": None if self.lines is None else numbers_in(self.lines),
            "messages": sorted(self.messages),
            "steps": self.steps,
            "answers": "".join(self.answers),
            "rebound": sorted(self.rebound),
        }

    def watch(self) -> None:
        """Look at what runs from now on."""
        step = None if self.how == ["1"] else self.stepping()
        if step is not None:
            self.ask_weak_references()
            self.ask_kinds()
        if self.own:
            self.hide_names()
        raising = operation_of_raise()

        def local(frame, event, argument):
            self.lines.add(frame.f_lineno)
            if event == "opcode":
                step(frame.f_code, frame.f_lasti)
            elif event == "exception" and len(self.messages) < MOST_MESSAGES:
                note(argument[1], argument[2], frame)
            return local

        def note(error, traceback, frame):
            if traceback is None or traceback.tb_next is not None or not isinstance(error, BaseException):
                return  # it comes from a call
            raised = frame.f_code.co_code[frame.f_lasti] == raising
            for text in ARGS(error):
                if type(text) is str:
                    self.messages.add((name_of(type(error)), raised, text[:LONGEST]))

        def every(frame, event, argument):
            if frame.f_code.co_filename != self.path:
                return None
            self.lines.add(frame.f_lineno)
            if by_frame:
                frame.f_trace_opcodes = True
            return local

        by_frame = step is not None and not self.monitors(step)
        sys.settrace(every)

    def stepping(self):
        """What is called before each instruction of the program, with its code and its place there."""
        looks = [self.keeping()] if self.keeps else []
        looks += [self.restoring()] if "rebinding" in self.how else []

        def step(code, place):
            if code.co_filename != self.path:
                return sys.monitoring.DISABLE  # only there is it called for other files
            for look in looks:
                look()
            key = code_key(code)
            self.steps[key] = self.steps.get(key, 0) | 1 << place // 2

        return step

    def monitors(self, step) -> bool:
        """Let *step* be called, if the interpreter can do so for every instruction, from the first on: from 3.12 on."""
        monitoring = getattr(sys, "monitoring", None)
        if monitoring is not None:
            monitoring.use_tool_id(TOOL, "mvpy")
            monitoring.register_callback(TOOL, monitoring.events.INSTRUCTION, step)
            monitoring.set_events(TOOL, monitoring.events.INSTRUCTION)
        return monitoring is not None

    def keeping(self):
        """What holds on to all that has been made since it was last called."""
        import gc  # not above: a program would find it in `sys.modules`

        gc.disable()
        gc.freeze()

        def keep():
            made = gc.get_objects()
            if made:
                self.held.append(made)
                gc.freeze()  # they are not found again

        return keep

    def restoring(self):
        """What puts back the builtins that the program has replaced."""
        names = vars(REAL_BUILTINS)
        true = dict(names)

        def restore():
            for name, value in true.items():
                if names.get(name) is not value:
                    code = getattr(names.get(name), "__code__", None)
                    self.rebound.add("" if code is None else code_key(code))
                    names[name] = value

        return restore

    def shown(self, namespace: dict) -> dict:
        """The *namespace* of the module, as the program is to see it."""
        if not self.own:
            return namespace
        own = self.own

        class Namespace(dict):
            """A dictionary that does not tell of the names that are not to be seen, and has them."""

            def __iter__(self):
                return iter(self.keys())

            def __len__(self):
                return len(self.keys())

            def __repr__(self):
                return repr({name: self[name] for name in self})

            def copy(self):
                return {name: self[name] for name in self}

            def keys(self):
                return {name: 0 for name in dict.keys(self) if name not in own}.keys()

            def values(self):
                return self.copy().values()

            def items(self):
                return self.copy().items()

        return Namespace(namespace)

    def hide_names(self) -> None:
        """Let `locals()`, `vars()` and `dir()` not show the names that are not to be seen."""
        own, names = self.own, vars(REAL_BUILTINS)

        def locals_of(frame):
            if frame.f_code.co_name == "<module>":
                return (
                    frame.f_globals
                )  # CPython 3.12 warns if `f_locals` is asked for in a comprehension there
            if frame.f_code.co_flags & 3 != 3:  # the body of a class
                return frame.f_locals
            return {name: value for name, value in frame.f_locals.items() if name not in own}

        def shown(name, true, found):
            def call(*objects):
                return true(*objects) if objects else found(locals_of(sys._getframe(1)))

            call.__name__ = call.__qualname__ = name
            names[name] = call

        shown("locals", locals, lambda names: names)
        shown("vars", vars, lambda names: names)
        shown("dir", dir, lambda names: sorted(names.keys()))

    def ask_weak_references(self) -> None:
        """Note, or decide, what weak references answer that the program makes and asks."""
        import weakref  # not above: a program would find it in `sys.modules`

        seen = self

        class Reference(weakref.ref):
            """A weak reference."""

            def __call__(self):
                found = super().__call__()
                if sys._getframe(1).f_code.co_filename == seen.path:
                    return None if seen.answer(DEAD, found is None) else found
                return found

        Reference.__name__ = Reference.__qualname__ = "ReferenceType"
        Reference.__module__ = "weakref"
        weakref.ref = weakref.ReferenceType = Reference

    def ask_kinds(self) -> None:
        """Note, or decide, what `inspect` and `types` answer when the program asks of which kind something is."""
        import inspect  # not above: a program would find them in `sys.modules`
        import types

        seen = self

        def asking(true):
            def ask(*objects):
                found = true(*objects)
                if sys._getframe(1).f_code.co_filename == seen.path:
                    return seen.answer(KIND, bool(found))
                return found

            ask.__name__ = ask.__qualname__ = true.__name__
            ask.__module__ = "inspect"
            return ask

        class Kind(type):
            """The kind of a type that only `isinstance` is to look at."""

            def __instancecheck__(cls, value):
                found = isinstance(value, cls.true)
                if sys._getframe(1).f_code.co_filename == seen.path:
                    return seen.answer(KIND, found)
                return found

        for kind in ("generator", "coroutine", "asyncgen"):
            for name in ("is" + kind, "is%sfunction" % kind):
                setattr(inspect, name, asking(getattr(inspect, name)))
        inspect.isawaitable = asking(inspect.isawaitable)
        for name in ("GeneratorType", "CoroutineType", "AsyncGeneratorType"):
            setattr(types, name, Kind(name, (), {"true": getattr(types, name)}))

    def answer(self, letters: str, found: bool) -> bool:
        """What the program is told, which has asked for what was *found*; *letters* stand for no and yes."""
        if self.given and self.given[0] in letters:
            found = self.given.pop(0) == letters[1]
        self.answers.append(letters[found])
        return found

    def finish(self) -> None:
        """Run the finalizers of what was held till now, as far as they are the program's."""
        for value in [value for made in self.held for value in made]:
            for call in self.finalizers(value):
                try:
                    call()
                except BaseException as error:
                    print("in a finalizer:", name_of(type(error)), file=sys.stderr)

    def finalizers(self, value) -> list:
        """What is to be called when *value* dies: its method, the callbacks of weak references; generators are closed."""
        from _weakref import getweakrefs  # not above: a program would find it in `sys.modules`

        calls = [partial(link.__callback__, link) for link in getweakrefs(value) if link.__callback__]
        method = getattr(type(value), "__del__", None)
        if getattr(getattr(method, "__code__", None), "co_filename", "") == self.path:
            calls.append(partial(method, value))
        if type(value) in CODE_OF and CODE_OF[type(value)](value).co_filename == self.path:
            calls.append(value.close)
        return calls


def partial(function, argument):
    """*function* with its *argument*, to be called."""
    return lambda: function(argument)


def code_key(code) -> str:
    """What says which *code* of the program it is."""
    return "%d %s" % (code.co_firstlineno, code.co_name)


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
