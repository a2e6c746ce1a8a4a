# Suites share the scope around them; what isn't run isn't bound.

def f(flag):
    if flag:
        value = "bound"
    try:
        return value
    except UnboundLocalError:
        return "unbound"


print(f(True), f(False))
