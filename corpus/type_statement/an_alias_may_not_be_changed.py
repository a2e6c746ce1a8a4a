# The attributes of an alias can't be set, it has no others, and says so in the words of typing.
# Needs: Python 3.12
# Hosts before Python 3.10 lack the attributes `name` and `obj` of an AttributeError.
# Plain: kinds

class Local:
    pass


type Alias = Local
for name in ("__value__", "__name__", "__type_params__", "other"):
    try:
        setattr(Alias, name, 1)
    except AttributeError:
        print("refused", name)
try:
    Alias.other
except AttributeError as error:
    print(error, "|", error.name, repr(error.obj), error.__context__)
try:
    print(len([*Alias]))
except TypeError:
    print("refused")
try:
    Alias[int]
except TypeError as error:
    print(error)
