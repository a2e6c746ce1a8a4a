# The starred default of a TypeVarTuple has to be exactly one item.
# Needs: Python 3.13

def several[*Ts = *items]():
    pass


(Ts,) = several.__type_params__
for items in ((), (1, 2), 3, (1,)):
    try:
        print(Ts.__default__)
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
