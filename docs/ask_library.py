"""Asks the Python that runs it for its standard library; docs/make_library.py starts it under each.

    python ask_library.py       prints lines of JSON: the version, then each module and what there is in it

Of a module that imports: "names", each with the names of its parameters (null where nobody can tell, or it is nothing that
can be called), "classes", each with its members in the same way, and which names are "leaked".  Of one that does not import here: null.  `main`
takes more to ask for, "" -> modules, module -> names and module.Class -> members: what other versions have may be
there though `dir` does not show it, and there are Pythons whose library is in no folder.  It is simple Python, as 3.6 reads it.
"""

import ast
import importlib
import inspect
import io
import json
import os
import sys
import warnings

FOLDER = os.path.dirname(os.__file__)
NOT_ASKED = {
    "antigravity",
    "idlelib",
    "site-packages",
    "test",
    "this",
    "turtledemo",
    "__pycache__",
    "__phello__",
}
NOT_ASKED_EITHER = ("_sysconfigdata", "_test", "_xx", "_ctypes_test", "__hello__", "_eryx")
ONLY_THERE = (
    "encodings.",
    "lib2to3.",
    "distutils.",
    "ensurepip.",
    "pydoc_data.",
    "_pyrepl",
    "_distutils",
    "msilib",
)
NO_MEMBERS = set(dir(object)) | {"__weakref__", "__annotations__", "__parameters__"}
KEYWORDS = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def modules_in(folder, prefix=""):
    """The names of the modules in *folder*, with those in its packages."""
    for entry in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        path = os.path.join(folder, entry)
        name, _, end = entry.partition(".")
        if name in NOT_ASKED or name == "tests" or name.startswith(("config-", "xx", *NOT_ASKED_EITHER)):
            continue
        if os.path.isfile(os.path.join(path, "__init__.py")):
            yield prefix + name
            for inside in modules_in(path, prefix + name + "."):
                yield inside
        elif end.split(".")[-1] in ("py", "so", "pyc") and name not in ("__init__", "__main__"):
            yield prefix + name


def all_modules():
    """The names of all modules of the library."""
    if not os.path.isdir(FOLDER):  # the library is in an archive
        return {"os.path"} | set(sys.stdlib_module_names)
    extensions = os.path.join(FOLDER, "lib-dynload")
    return {"os.path"} | set(sys.builtin_module_names) | set(modules_in(FOLDER)) | set(modules_in(extensions))


def parameters(thing):
    """The names that *thing* takes as keywords, "**" among them if it takes any; None if nobody can tell."""
    if not callable(thing):
        return None
    try:
        signature = inspect.signature(thing)
    except Exception:
        return None
    found = [one.name for one in signature.parameters.values() if one.kind in KEYWORDS]
    if any(one.kind == inspect.Parameter.VAR_KEYWORD for one in signature.parameters.values()):
        found.append("**")
    return sorted(found)


def constructor_parameters(kind):
    """As `parameters`, of a call of the class *kind*."""
    if type(kind) is not type and "Enum" in type(kind).__name__:
        return None
    return parameters(kind)


def members(kind, more):
    """The members of the class *kind*, with those that its methods bind, and those of *more* that are there."""
    found = {}
    for name in list(dir(kind)) + more:
        if name in NO_MEMBERS or name in found or not has_member(kind, name):
            continue
        try:
            found[name] = parameters(getattr(kind, name)) if not name.startswith("__") else None
        except Exception:
            found[name] = None
    for base in kind.__mro__:
        for name in bound_in(base.__module__).get(base.__qualname__, ()):
            found.setdefault(name, None)
    return found


def has_member(kind, name):
    """Have the instances of *kind* what is called *name*?  What its metaclass has is not theirs."""
    return name in dir(kind) or any(name in vars(base) for base in kind.__mro__)


def bound_in(module, known={}):
    """For each class of the source of *module* the attributes that its methods bind on themselves, and its annotated names."""
    if module not in known:
        known[module] = {}
        try:
            with open(sys.modules[module].__file__, "rb") as file:
                tree = ast.parse(file.read())
        except Exception:
            return known[module]
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                names = known[module].setdefault(node.name, set())
                names.update(one.target.id for one in node.body if isinstance(one, ast.AnnAssign))
                names.update(
                    one.attr
                    for one in ast.walk(node)
                    if isinstance(one, ast.Attribute) and isinstance(one.ctx, ast.Store)
                    if isinstance(one.value, ast.Name) and one.value.id == "self"
                )
    return known[module]


def is_leaked(module, name, value):
    """Has *module* the *name* only because it uses it itself?"""
    if inspect.ismodule(value):  # a submodule is there as soon as anybody has imported it
        return True
    if name in getattr(module, "__all__", [name]):
        return False
    home = str(getattr(value, "__module__", None) or module.__name__)
    return not home.lstrip("_").startswith(module.__name__)


def described(name, more):
    """What there is in the module *name*; None if it does not import."""
    try:
        module = importlib.import_module(name)
    except BaseException:  # modules of other systems raise what they like
        return None
    names, classes, leaked = {}, {}, []
    for one in sorted(set(dir(module)) | set(getattr(module, "__all__", ())) | set(more.get(name, ()))):
        if one.startswith("_"):
            continue
        try:
            value = getattr(module, one)
        except Exception:
            continue
        if is_leaked(module, one, value):
            leaked.append(one)
        if inspect.ismodule(value):
            names[one] = None
        elif inspect.isclass(value):
            names[one] = constructor_parameters(value)
            classes[one] = members(value, more.get(name + "." + one, []))
            where = getattr(value, "__module__", None)
            classes[one]["is"] = "%s.%s" % (where, getattr(value, "__qualname__", one))
            classes[one]["bases"] = [
                "%s.%s" % (base.__module__, base.__qualname__) for base in value.__mro__[1:]
            ]
        else:
            names[one] = parameters(value)
    return {"names": names, "classes": classes, "leaked": leaked}


def main(more=None):
    """Print all."""
    warnings.simplefilter("ignore")
    said, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    print(json.dumps(list(sys.version_info[:3])), file=said)
    more = more or {}
    known = all_modules()
    for name in sorted(known | set(more.get("", ()))):
        if name.split(".")[0] in NOT_ASKED:
            continue
        private = any(part.startswith("_") for part in name.split(".")) and name != "__future__"
        found = {} if private or name.startswith(ONLY_THERE) else described(name, more)
        if name not in known and not found:
            continue
        print(json.dumps([name, found], sort_keys=True), file=said)
        said.flush()
    sys.stdout, sys.stderr = said, err


if __name__ == "__main__":
    main()  # all
