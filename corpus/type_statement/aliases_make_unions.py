# Aliases stand beside `|`.
# Needs: Python 3.12
# Hosts before Python 3.10 lack unions of types with `|`.
# Plain: kinds

class Local:
    pass


type One = Local
type Two[T] = list[T] | Local
union = One | None
print(union, type(union).__name__, union.__args__[0] is One)
print(None | One, int | One, One | list[One], One | Two | One, One | One)
print(One | Two[int] | str, (int | None) | One, One | (int | None))
print(union == None | One, hash(union) == hash(None | One), union == int | None)
for wrong in (1, "One"):
    try:
        One | wrong
    except TypeError:
        print("refused")
