"""Programs that give a report of their own, so as to be taken for what they are not.

`FORGERIES` is the beginning of a program for each way to do it; `forged(way, rest)` is the whole of one.
"""

from __future__ import annotations

from textwrap import dedent

TOOLS = '''
import atexit, os, sys

def literal(lines=(1, 2, 3, 99)):
    fields = {"stage": "run", "ended": "finished", "nodes": [], "hook": False, "lines": list(lines)}
    return ascii(fields).encode()

def between(word, kind="report"):
    mark = ("\\0mvpy: %s %s\\0" % (kind, word)).encode()
    return mark + literal() + mark

WHERE_REPORTS_GO = 2 if sys.platform == "wasi" else 3

def to_every_file(data):
    for file in range(WHERE_REPORTS_GO, 256):
        try:
            os.write(file, data)
        except OSError:
            pass

def the_word():
    """What the marks of this run hold, from the frames that run it."""
    frame = sys._getframe()
    while frame:
        ending = frame.f_locals.get("ending")
        if ending is not None:
            return ending.word
        frame = frame.f_back

'''

WAYS = {
    "at the start": "to_every_file(literal())",
    "at the end": "atexit.register(to_every_file, literal())",
    "at both": "to_every_file(literal()); atexit.register(to_every_file, literal())",
    "with marks without a word": "to_every_file(between(''))",
    "with marks with a guessed word": "to_every_file(between('0' * 32))",
    "with the marks of the traceback": "os.write(2, b'\\0mvpy: ended \\0')",
    "instead of the true one": "to_every_file(literal()); os.closerange(3, 256)",
    "through the file system": """
        for file in range(3, 256):
            try:
                with open("/proc/self/fd/%d" % file, "wb") as opened:
                    opened.write(literal())
            except (OSError, ValueError):
                pass
        """,
    "from a child": """
        if hasattr(os, "fork"):
            child = os.fork()
            if not child:
                to_every_file(literal())
                os._exit(0)
            os.waitpid(child, 0)
        """,
    "from a child that goes on": """
        if hasattr(os, "fork"):
            child = os.fork()
            if not child:
                sys.exit()
            os.waitpid(child, 0)
        """,
    "with the true word": "to_every_file(between(the_word()))",
    "with the true word, at the end": "atexit.register(to_every_file, between(the_word()))",
    "with the true word, instead of the true one": """
        to_every_file(between(the_word()))
        os.closerange(3, 256)
        """,
    "with the true word, and the mark of the traceback": """
        word = the_word()
        to_every_file(between(word))
        os.write(2, ("\\0mvpy: ended %s\\0" % word).encode())
        """,
    "by the function that tells it": """
        frame = sys._getframe()
        while frame:
            tell = frame.f_locals.get("tell")
            ending = frame.f_locals.get("ending")
            if tell and ending:
                ending.error = None
                tell(ending.report())
            frame = frame.f_back
        """,
}

# What only the outside can see of two programs that give the same report.
DIFFERENCES = {
    "an exception": ("raise ValueError(1)", "raise ValueError(2)"),
    "an exception or none": ("raise ValueError(1)", "pass"),
    "words on standard error": ("sys.stderr.write('one')", "sys.stderr.write('two')"),
    "words at the end": (
        "atexit.register(lambda: sys.stderr.write('one')); raise ValueError",
        "atexit.register(lambda: sys.stderr.write('two')); raise ValueError",
    ),
    "a status": ("os._exit(1)", "os._exit(2)"),
    "output": ("print(1)", "print(2)"),
}


def forged(way: str, rest: str) -> str:
    """The program that gives a false report in this *way*, and then does the *rest*."""
    return f"{TOOLS}\n{dedent(WAYS[way])}\n{rest}\n"
