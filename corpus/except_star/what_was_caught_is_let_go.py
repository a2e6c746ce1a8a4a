# After the statement nothing of it is held any longer.
# Needs: Python 3.11
# Plain: release
import gc
import weakref


class Error(Exception):
    pass


def function(kinds):
    error = Error()
    found = weakref.ref(error)
    try:
        raise ExceptionGroup("g", [error, ValueError(1)])
    except* kinds as errors:
        del error
    gc.collect()
    return found() is None


print(function((Error, ValueError)))
