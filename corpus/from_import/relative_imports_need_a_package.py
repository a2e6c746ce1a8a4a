# Dots mean the package of the module that runs; a script has none.

try:
    from . import something
except ImportError:
    print("no package")
try:
    from ..above import something
except (ImportError, ValueError):
    print("nothing above")
