"""A file system in memory, with paths that are joined by `/` like those of pathlib."""

import fnmatch
import io
from contextlib import contextmanager
from enum import Flag


class FileSystemError(OSError):
    def __init__(self, path, reason=""):
        super().__init__(f"{reason or self.reason}: {path}")
        self.path = path

    reason = "error"


class NotFound(FileSystemError):
    reason = "no such file or folder"


class Exists(FileSystemError):
    reason = "exists already"


class NotAFolder(FileSystemError):
    reason = "not a folder"


class Mode(Flag):
    READ = 1
    WRITE = 2
    BOTH = READ | WRITE


class Node:
    """A file (bytes) or a folder (names to nodes); *parent* makes `..` cheap."""

    def __init__(self, parent=None, *, folder=False):
        self.parent = parent or self
        self.children = {} if folder else None
        self.data = None if folder else b""
        self.mode = Mode.BOTH

    @property
    def is_folder(self):
        return self.children is not None

    @property
    def size(self):
        if self.is_folder:
            return sum(child.size for child in self.children.values())
        return len(self.data)


class Path:
    """Where something is or may be; does nothing until it is asked to."""

    __slots__ = "fs", "parts"

    def __init__(self, fs, *parts):
        self.fs = fs
        clean = []
        for part in "/".join(parts).split("/"):
            if part == "..":
                if clean:
                    clean.pop()
            elif part not in ("", "."):
                clean.append(part)
        self.parts = tuple(clean)

    def __truediv__(self, other):
        if isinstance(other, Path):
            other = str(other)
        elif not isinstance(other, str):
            return NotImplemented
        return Path(self.fs, *(() if other.startswith("/") else self.parts), other)

    def __str__(self):
        return "/" + "/".join(self.parts)

    def __repr__(self):
        return f"Path({str(self)!r})"

    def __fspath__(self):
        return str(self)

    def __eq__(self, other):
        return isinstance(other, Path) and self.parts == other.parts

    def __hash__(self):
        return hash(self.parts)

    def __lt__(self, other):
        return self.parts < other.parts

    @property
    def name(self):
        return self.parts[-1] if self.parts else ""

    @property
    def stem(self):
        return self.name.rpartition(".")[0] or self.name

    @property
    def suffix(self):
        stem, dot, suffix = self.name.rpartition(".")
        return dot + suffix if stem else ""

    @property
    def parent(self):
        return Path(self.fs, *self.parts[:-1])

    def with_suffix(self, suffix):
        return self.parent / (self.stem + suffix)

    def relative_to(self, other):
        count = len(other.parts)
        if self.parts[:count] != other.parts:
            raise ValueError(f"{self} isn't in {other}")
        return "/".join(self.parts[count:]) or "."

    # ---------------------------------------------------- the file system

    def node(self):
        return self.fs.find(self)

    def exists(self):
        try:
            self.node()
        except FileSystemError:
            return False
        else:
            return True

    def is_folder(self):
        return self.exists() and self.node().is_folder

    def make_folder(self, parents=False, exist_ok=False):
        if not self.parts:
            return self
        if parents and not self.parent.exists():
            self.parent.make_folder(parents=True)
        siblings = self.fs.folder(self.parent)
        if self.name in siblings.children:
            if not exist_ok or not siblings.children[self.name].is_folder:
                raise Exists(self)
        else:
            siblings.children[self.name] = Node(siblings, folder=True)
        return self

    def __iter__(self):
        for name in sorted(self.fs.folder(self).children):
            yield self / name

    def walk(self):
        """Yield (folder, folders in it, files in it); names removed from the first list aren't entered."""
        folders, files = [], []
        for path in self:
            (folders if path.is_folder() else files).append(path.name)
        yield self, folders, files
        for name in folders:
            yield from (self / name).walk()

    def glob(self, pattern):
        first, _, rest = pattern.partition("/")
        if first == "**":
            yield from self.glob(rest)
            for path in self:
                if path.is_folder():
                    yield from path.glob(pattern)
            return
        for path in self:
            if fnmatch.fnmatchcase(path.name, first):
                if not rest:
                    yield path
                elif path.is_folder():
                    yield from path.glob(rest)

    @contextmanager
    def open(self, mode="r"):
        """A text or binary stream; what was written is kept when the block ends well, and only then."""
        writing = mode[0] in "wax"
        if writing:
            node = self.fs.touch(self, exclusive=mode[0] == "x")
        else:
            node = self.node()
        if node.is_folder:
            raise FileSystemError(self, "is a folder")
        if (Mode.WRITE if writing else Mode.READ) not in node.mode:
            raise FileSystemError(self, "permission denied")
        raw = io.BytesIO(b"" if mode[0] in "wx" else node.data)
        stream = raw if "b" in mode else io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        if mode[0] == "a":
            stream.seek(0, io.SEEK_END)
        with stream:
            yield stream
            if writing:
                stream.flush()
                node.data = raw.getvalue()

    def read(self):
        with self.open() as stream:
            return stream.read()

    def write(self, text):
        with self.open("w") as stream:
            return stream.write(text)

    def remove(self, *, tree=False):
        node = self.node()
        if node.is_folder and node.children and not tree:
            raise FileSystemError(self, "not empty")
        del node.parent.children[self.name]

    def move(self, target):
        if target.is_folder():
            target /= self.name
        elif target.exists():
            raise Exists(target)
        node, new_parent = self.node(), self.fs.folder(target.parent)
        ancestor = new_parent
        while ancestor is not ancestor.parent:
            if ancestor is node:
                raise FileSystemError(target, "inside itself")
            ancestor = ancestor.parent
        del node.parent.children[self.name]
        new_parent.children[target.name], node.parent = node, new_parent
        return target


class FileSystem:
    def __init__(self):
        self.tree = Node(folder=True)
        self.root = Path(self)

    def __truediv__(self, part):
        return self.root / part

    def find(self, path):
        node = self.tree
        for index, part in enumerate(path.parts):
            if not node.is_folder:
                raise NotAFolder(Path(self, *path.parts[:index]))
            try:
                node = node.children[part]
            except KeyError:
                raise NotFound(path) from None
        return node

    def folder(self, path):
        node = self.find(path)
        if not node.is_folder:
            raise NotAFolder(path)
        return node

    def touch(self, path, exclusive=False):
        folder = self.folder(path.parent)
        if exclusive and path.name in folder.children:
            raise Exists(path)
        return folder.children.setdefault(path.name, Node(folder))


def show(path, prefix=""):
    *init, last = [*path] or [None]
    for child in init + [last] * (last is not None):
        final = child is last
        mark = "/" if child.is_folder() else f" ({child.node().size})"
        print(prefix + ("└── " if final else "├── ") + child.name + mark)
        if child.is_folder():
            show(child, prefix + ("    " if final else "│   "))


def main():
    fs = FileSystem()
    home = (fs / "home/ann").make_folder(parents=True)
    for name in ("notes.txt", "todo.md", "src/main.py", "src/lib/util.py", "src/lib/data.bin", ".hidden"):
        path = home / name
        path.parent.make_folder(parents=True, exist_ok=True)
        path.write(f"# {name}\n" * 2)
    show(fs.root)
    print(home / "../bob/./x", home / "/etc", repr(home / "a" / ".." / "b"), fs / ".." / "..")
    util = home / "src" / "lib" / "util.py"
    print(util.name, util.stem, util.suffix, util.with_suffix(".pyc"), util.relative_to(home))
    print((home / ".hidden").suffix == "", len({util, home / "src/lib/util.py"}))
    print(util.read().splitlines(), util.exists(), (util / "x").exists())

    print("glob:", *(path.relative_to(home) for path in home.glob("**/*.py")), *home.glob("[nt]*"))
    for folder, folders, files in fs.root.walk():
        if "lib" in folders:
            folders.remove("lib")
        print("walk:", folder, folders, files)

    with (home / "log").open("w") as log, (home / "notes.txt").open() as notes:
        for number, line in enumerate(notes, 1):
            print(number, line, sep=":", end="", file=log)
    with (home / "log").open("a") as log:
        log.write("naïve\n")
    print((home / "log").read().split("\n"), (home / "log").node().size)
    with (home / "raw").open("xb") as raw:
        raw.write(bytes(range(5)))
    try:
        with (home / "log").open("w") as log:
            log.write("lost")
            raise RuntimeError("crash while writing")
    except RuntimeError as error:
        print(error, "- kept:", (home / "log").read()[:9])

    print(util.move(home), (home / "src/lib").move(fs / "lib"), sorted(p.name for p in home))
    (home / "todo.md").node().mode &= ~Mode.WRITE
    attempts = {
        "read": lambda: (home / "nothing").read(),
        "folder": lambda: home.read(),
        "file": lambda: list(home / "log"),
        "again": lambda: home.make_folder(),
        "full": lambda: home.remove(),
        "below": lambda: (home / "log" / "x").read(),
        "new": lambda: (home / "raw").open("x").__enter__(),
        "write": lambda: (home / "todo.md").write("x"),
        "self": lambda: home.move(home / "src" / "ann"),
        "there": lambda: (home / "raw").move(home / "log"),
        "number": lambda: home / 3,
        "outside": lambda: home.relative_to(util),
        "slots": lambda: setattr(home, "x", 1),
    }
    for name, attempt in attempts.items():
        try:
            print(name, attempt())
        except FileSystemError as error:
            print(f"{name}: {type(error).__name__}: {error} [{error.path.name}]")
        except (TypeError, ValueError, AttributeError) as error:
            print(f"{name}: {type(error).__name__}")
    home.remove(tree=True)
    print([str(path) for path in fs.root.glob("**/*")], fs.tree.size)


if __name__ == "__main__":
    main()
