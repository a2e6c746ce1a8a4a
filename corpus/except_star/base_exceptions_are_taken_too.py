# The suite's exception may be any BaseException, and so may the clauses'.
# Needs: Python 3.11

try:
    try:
        raise BaseExceptionGroup("g", [KeyboardInterrupt(1), ValueError(2)])
    except* KeyboardInterrupt as errors:
        print(repr(errors))
        raise SystemExit(3)
except BaseExceptionGroup as group:
    print(repr(group), type(group).__name__)

try:
    raise SystemExit(4)
except* SystemExit as errors:
    print(repr(errors))
