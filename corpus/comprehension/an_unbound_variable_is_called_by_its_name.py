# A clause that reads a variable of a later one finds it unbound, and the error has its name.

def iterable():
    return [y for x in [1] for y in y]


def condition():
    return [y for x in [1] if y for y in [2]]


for function in iterable, condition:
    try:
        function()
    except NameError as error:
        print(type(error).__name__, str(error).split("'")[1])
