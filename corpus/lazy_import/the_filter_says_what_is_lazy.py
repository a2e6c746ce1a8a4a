# The filter of sys says what is lazy, and what is imported at once.
# Needs: the library of Python 3.15
import sys


def wanted(importer, name, names):
    return name != "html"


sys.set_lazy_imports_filter(wanted)
lazy import html
lazy import colorsys
print(type(globals()["html"]).__name__, type(globals()["colorsys"]).__name__, "colorsys" in sys.modules)
