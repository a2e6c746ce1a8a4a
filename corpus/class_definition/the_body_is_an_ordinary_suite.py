# Loops, conditions, imports and handlers may stand in the body, and all the names they bind are attributes.

class C:
    for n in range(3):
        if n == 2:
            break
    else:
        missed = True
    import math as m
    try:
        raise KeyError("text")
    except KeyError as error:
        caught = error.args
    first, *rest = "abc"
    while n < 9:
        n += 4
    assert rest


print(C.n, hasattr(C, "missed"), C.m.__name__, C.caught, hasattr(C, "error"), C.first, C.rest)
