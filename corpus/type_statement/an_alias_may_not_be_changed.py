# The attributes of an alias can't be set, and it has no others.
# Needs: Python 3.12
# Hosts before Python 3.11 lack a `typing` that takes what cannot be called.

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
    print(error)
for use in (lambda: Alias(), lambda: isinstance(1, Alias), lambda: [*Alias], lambda: len(Alias)):
    try:
        use()
    except TypeError:
        print("refused")
print(callable(Alias), Alias == Alias, {Alias: 1}[Alias], Alias.__name__, Alias.__module__)
