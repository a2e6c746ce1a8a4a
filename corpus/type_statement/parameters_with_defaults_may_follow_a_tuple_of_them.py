# Type parameters with defaults may follow a tuple of type variables in an alias.
# Needs: Python 3.13

type Row[T, *Ts = *tuple[int, str], **P = [int]] = int
type Keys[*Ts = *tuple[int, str], T = bytes] = str

for alias in Row, Keys:
    print(alias.__name__, [parameter.__name__ for parameter in alias.__type_params__], alias.__value__)
print(len(Row.__parameters__), [parameter is Keys.__type_params__[1] for parameter in Keys.__parameters__])
