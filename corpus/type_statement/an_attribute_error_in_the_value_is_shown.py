# An AttributeError in the value is raised as it is, and the value evaluated once for each question.
# Needs: Python 3.12
# Hosts before Python 3.10 lack the attributes `name` and `obj` of an AttributeError.

def look_up(name):
    print("looked up")
    return getattr(1, name)


type Missing = look_up("no_such_attribute")
type Bounded[T: look_up("other")] = T

for question in (
    lambda: Missing.__value__,
    lambda: getattr(Missing, "__value__", "a default"),
    lambda: hasattr(Missing, "__value__"),
    lambda: Bounded.__type_params__[0].__bound__,
):
    try:
        print(question())
    except AttributeError as error:
        print(error, "|", error.name, repr(error.obj), error.__context__)
