# := in a comprehension binds in the function around it, or the module, and keeps the last value.

def f():
    total = 0
    sums = [total := total + n for n in range(5)]
    any((last := n) > 2 for n in range(9))
    return sums, total, last


def g():
    global witness
    return [witness := n for n in "ab"]


nested = [[inner := (a, b) for b in "xy"] for a in (1, 2)]
print(f(), g(), witness, inner, len(nested))
