# The variables keep their names where a formatted string shows them.

def f():
    return [f"{n=}" f"{n}" for n in range(2)], {f"{n + 1 = }" for n in [1]}


print(f())
