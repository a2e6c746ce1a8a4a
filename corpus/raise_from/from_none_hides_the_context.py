# `from None` sets no cause, but hides the context from tracebacks.

try:
    try:
        {}["key"]
    except KeyError:
        raise OSError("outer") from None
except OSError as error:
    print(error.__cause__, repr(error.__context__), error.__suppress_context__)
try:
    raise OSError("plain")
except OSError as error:
    print(error.__cause__, error.__context__, error.__suppress_context__)
