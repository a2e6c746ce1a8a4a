# A name that the module doesn't have is an ImportError, and those before it stay bound.

try:
    from math import pi, no_such_name, tau
except ImportError as error:
    print(error.name, "pi" in globals(), "tau" in globals(), type(error).__name__)
