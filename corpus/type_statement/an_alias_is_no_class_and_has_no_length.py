# An alias can't be called or stand for a type in isinstance, and has no length; it equals only itself.
# Needs: Python 3.12
# Hosts before Python 3.11 lack a `typing` that takes what cannot be called.

class Local:
    pass


type Alias = Local
type Pair[T] = tuple[T, Local]
type Real = list[int]
type Other[T] = list[T | None]
for alias in Alias, Pair, Real, Other:
    for use in (lambda: alias(), lambda: isinstance(1, alias), lambda: len(alias)):
        try:
            use()
        except TypeError:
            print("refused")
    print(callable(alias), alias == alias, {alias: 1}[alias], alias.__name__, alias.__module__, hasattr(alias, "other"))
for alias in Alias, Real:
    try:
        alias[int]
    except TypeError:
        print("no arguments")
print(Alias == Real, Pair[int] == Pair[int], Other[int].__origin__ is Other)
