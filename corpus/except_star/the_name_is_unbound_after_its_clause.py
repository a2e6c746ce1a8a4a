# The name after `as` is unbound after its clause, however that ends; if the clause does not run, it is left alone.
# Needs: Python 3.11

errors = other = "before"
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as errors:
        print(repr(errors))
        raise
    except* OSError as other:
        print("no")
    except* TypeError:
        print("errors" in globals())
except ExceptionGroup as group:
    print(repr(group))
print("errors" in globals(), other)


def function():
    try:
        raise ValueError(1)
    except* ValueError as error:
        del error
    try:
        error
    except UnboundLocalError:
        print("unbound")


function()
