# If everything was taken and one new exception raised, that is what is raised: no group around it.
# Needs: Python 3.11

for error in (ValueError("naked"), ExceptionGroup("g", [ValueError(1)])):
    try:
        try:
            raise error
        except* ValueError as errors:
            raise KeyError("new")
    except KeyError as new:
        print(repr(new), repr(new.__context__))
