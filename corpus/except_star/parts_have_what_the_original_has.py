# A part has the notes, the cause and the context of the original; its notes are a list of its own.
# Needs: Python 3.11

cause = KeyError("cause")
original = ExceptionGroup("g", [ValueError(1), TypeError(2)])
original.add_note("note")
try:
    try:
        raise original from cause
    except* ValueError as errors:
        print(errors.__notes__, errors.__notes__ is original.__notes__, errors.__cause__ is cause)
        errors.add_note("more")
except ExceptionGroup as rest:
    print(rest.__notes__, rest.__cause__ is cause, rest.__suppress_context__, original.__notes__)
