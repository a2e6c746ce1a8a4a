# An exception object that is raised again keeps its cause unless it gets another.

problem = KeyError("kept")
for cause in (IndexError("one"), None, OSError("two")):
    try:
        raise problem from cause
    except KeyError as error:
        print(error is problem, repr(error.__cause__), error.__suppress_context__)
try:
    raise problem
except KeyError as error:
    print(repr(error.__cause__))
