# The default of `*Ts` may be unpacked, or be an object as it is; that of `**P` is a list of types or anything else.
# Needs: Python 3.13
# Hosts before Python 3.11 lack builtin types that can be unpacked.
# Plain: kinds, up to Python 3.11

class Row[*Ts = [int, str]]:
    pass


class Other[*Ts = *tuple[int, str]]:
    pass


class Call[**P = [int, str]]:
    pass


for kind in (Row, Other, Call):
    (parameter,) = kind.__type_params__
    print(parameter, parameter.__default__, parameter.has_default())
