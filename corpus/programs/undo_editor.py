"""A line editor with undo and redo, made of closures: no class, only functions that share variables."""

import re
from collections import namedtuple

Editor = namedtuple("Editor", "do undo redo show on history")


def make_editor(text="", *, limit=50):
    """An editor for *text*; at most *limit* steps can be undone."""
    lines = text.splitlines()
    cursor = len(lines)
    past, future = [], []
    listeners = []
    recording = None  # a list of changes while a group is open

    # A change is a pair of functions: one that does it and one that takes it back.

    def replace(start, stop, new):
        old = lines[start:stop]

        def apply():
            nonlocal cursor
            lines[start:stop] = new
            cursor = start + len(new)

        def revert():
            nonlocal cursor
            lines[start:start + len(new)] = old
            cursor = stop

        return apply, revert

    def perform(change, name):
        nonlocal future
        change[0]()
        if recording is not None:
            recording.append(change)
            return
        past.append((name, change))
        del past[:-limit]
        future = []
        notify(name)

    def notify(event):
        for listener in listeners:
            listener(event, len(lines))

    def undo(count=1):
        done = 0
        while done < count and past:
            name, (apply, revert) = past.pop()
            revert()
            future.append((name, (apply, revert)))
            done += 1
            notify("undo " + name)
        return done

    def redo(count=1):
        for done in range(count):
            if not future:
                return done
            entry = name, (apply, _) = future.pop()
            apply()
            past.append(entry)
            notify("redo " + name)
        else:
            return count

    # ------------------------------------------------------------ commands

    commands = {}

    def command(function):
        commands[function.__name__.rstrip("_")] = function
        return function

    @command
    def append(*new):
        perform(replace(cursor, cursor, list(new)), "append")

    @command
    def insert(at, *new):
        perform(replace(at, at, list(new)), "insert")

    @command
    def delete(start, stop=None):
        perform(replace(start, start + 1 if stop is None else stop, []), "delete")

    @command
    def change(at, pattern, new, flags=0):
        """Replace *pattern* in line *at*, or in every line where *at* is None."""
        changed = 0
        for index in range(len(lines)) if at is None else [at]:
            result, n = re.subn(pattern, new, lines[index], flags=flags)
            if n:
                perform(replace(index, index + 1, [result]), f"change {index}")
            changed += n
        return changed

    @command
    def move(start, target):
        with_line = [lines[start]]
        with group("move"):
            perform(replace(start, start + 1, []), "")
            perform(replace(target, target, with_line), "")

    @command
    def sort(*, key=None, reverse=False):
        perform(replace(0, len(lines), sorted(lines, key=key, reverse=reverse)), "sort")

    class group:
        """Several changes that are undone as one; none of them stays if one fails."""

        def __init__(self, name):
            self.name = name

        def __enter__(self):
            nonlocal recording
            self.outer, recording = recording, []

        def __exit__(self, kind, error, trace):
            nonlocal recording
            changes, recording = recording, self.outer

            def apply():
                for do_it, _ in changes:
                    do_it()

            def revert():
                for _, take_back in reversed(changes):
                    take_back()

            if kind is not None:
                revert()
            elif changes:
                revert()
                perform((apply, revert), self.name)

    commands["group"] = group

    def do(name, *args, **kwargs):
        """Run the command *name*; a list of commands runs as a group."""
        if isinstance(name, list):
            title, *_ = args
            with group(title):
                return [do(*step) for step in name]
        try:
            function = commands[name]
        except KeyError:
            near = [known for known in commands if known[0] == name[:1]]
            raise LookupError(f"no command {name}" + (f", did you mean {near[0]}?" if near else "")) from None
        return function(*args, **kwargs)

    def show(mark=">"):
        rows = [f"{mark if index == cursor else ' '}{index} {line}" for index, line in enumerate(lines)]
        return rows + [mark] * (cursor == len(lines))

    def on(listener):
        """Add *listener*; the result removes it again."""
        listeners.append(listener)

        def off():
            listeners.remove(listener)

        return off

    def history():
        return [name for name, _ in past], [name for name, _ in future]

    return Editor(do, undo, redo, show, on, history)


def counter():
    """Two closures over one variable."""
    total = 0

    def add(n=1):
        nonlocal total
        total += n
        return total

    def reset():
        nonlocal total
        total, old = 0, total
        return old

    return add, reset


def main():
    editor = make_editor("one\ntwo\nthree")
    events = []
    off = editor.on(lambda event, size: events.append(f"{event}:{size}"))
    add, reset = counter()
    editor.on(lambda *_: add())

    def page(title):
        print(f"-- {title}")
        print(*editor.show(), sep="\n")

    editor.do("append", "four", "five")
    editor.do("insert", 0, "zero")
    print("changed", editor.do("change", None, r"o", "0"), "places")
    page("after changes")
    print("undone", editor.undo(2), editor.history())
    editor.do("delete", 1)
    page("deleted; nothing can be redone now")
    print("redone", editor.redo(5))

    editor.do("move", 0, 2)
    editor.do("sort", key=len, reverse=True)
    page("moved, sorted")
    editor.undo(2)
    page("both undone")
    editor.redo()
    page("moved again")

    editor.do([("append", "a"), ("append", "b"), ("change", 0, "^", "> ")], "three in one")
    page("a group")
    for steps in (
        [("append", "lost"), ("delete", 0), ("change", 99, "x", "y")],
        [("append", "lost"), ("apend", "typo")],
    ):
        try:
            editor.do(steps, "failing")
        except (IndexError, LookupError) as error:
            print("failed:", type(error).__name__, "" if isinstance(error, IndexError) else error)
    print(editor.show()[-3:], editor.history())
    off()
    everything = editor.undo(100)
    page(f"all {everything} undone")
    print(" ".join(events))
    print("events:", reset(), add(), reset(), add(5))

    short = make_editor(limit=2)
    for letter in "abcd":
        short.do("append", letter)
    print(short.undo(9), short.show("*"), short.redo(1), short.show("*"))
    (first, _), (second, second_reset) = counter(), counter()
    print("each call has its own variable:", first(), first(), second(), second_reset(), first(10))
    functions = [lambda: n for n in range(3)] + [lambda n=n: n for n in range(3)]
    print([function() for function in functions])


if __name__ == "__main__":
    main()
