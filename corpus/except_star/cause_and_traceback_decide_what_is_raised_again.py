# Raised again means: with the cause, the context and the traceback of the original. Notes do not count.
# Needs: Python 3.11
# Hosts before Python 3.11 lack a `raise` that takes the traceback from the exception.

def changed(how, errors):
    if how == "cause":
        errors.__cause__ = KeyError("cause")
    elif how == "context":
        errors.__context__ = KeyError("context")
    elif how == "traceback":
        errors.__traceback__ = None
    elif how == "note":
        errors.add_note("of the part")


for how in ("nothing", "cause", "context", "traceback", "note"):
    original = ExceptionGroup("g", [ValueError(1), TypeError(2)])
    original.add_note("of the group")
    try:
        try:
            raise original
        except* ValueError as errors:
            changed(how, errors)
            raise
    except ExceptionGroup as group:
        print(how, repr(group), getattr(group, "__notes__", None))
