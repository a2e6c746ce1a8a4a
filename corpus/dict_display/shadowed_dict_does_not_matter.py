# A display makes a dictionary, a new one each time, even where dict means something else.

dict = None


def f():
    return {"k": 1, **{"l": 2}}


first = f()
first["m"] = 3
print(first, f(), f() is f(), {}.__class__.__name__)
