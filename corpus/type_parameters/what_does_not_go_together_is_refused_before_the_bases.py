# Type parameters that do not go together are refused before the bases are evaluated.
# Needs: the library of Python 3.13

def base():
    print("base")
    return object


try:
    class C[*Ts, T = int](base()):
        pass
except TypeError:
    print("refused")
