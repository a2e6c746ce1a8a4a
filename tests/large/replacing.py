"""Modules made from other files than their own.  Imported before anything else, it imports nothing itself.

`replace_modules({"enum": "/somewhere/enum.py"})` lets `import enum` run that file, under the name, the
package and the `__file__` of the module that the library has.
"""

import _frozen_importlib_external as machinery
import sys


class Replacing:
    """Finds the modules that are replaced, where they are, and makes them from other files."""

    def __init__(self, files):
        self.files = files

    def find_spec(self, name, path=None, target=None):
        if name not in self.files:
            return None
        spec = machinery.PathFinder.find_spec(name, path, target)
        if spec is None or not isinstance(spec.loader, machinery.SourceFileLoader):
            return None
        spec.loader = Loader(name, spec.origin, self.files[name])
        return spec


class Loader(machinery.SourceFileLoader):
    """Makes the module *name* at *path* from the file *other*."""

    def __init__(self, name, path, other):
        super().__init__(name, path)
        self.other = other

    def get_code(self, fullname):
        return compile(self.get_data(self.other), self.path, "exec", dont_inherit=True)


def replace_modules(files):
    """Let the next import of each module of *files* make it from its file, if it is imported already too."""
    sys.meta_path.insert(0, Replacing(files))
    for name in files:
        sys.modules.pop(name, None)


def read_list(path):
    """The {module: file} of a file of lines `module<tab>file`."""
    with open(path, encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("\t") for line in file)


def written_list(files):
    """The text that `read_list` reads."""
    return "".join("%s\t%s\n" % item for item in files.items())
