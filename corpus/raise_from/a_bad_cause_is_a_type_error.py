# A cause must be None or an exception; else TypeError is raised in place of the exception.

for cause in ("text", 5, int, object()):
    try:
        raise KeyError from cause
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error.__cause__)
try:
    raise "no exception" from KeyError
except TypeError:
    print("TypeError")
