# Functions made in one execution share the variable with its last value; another execution has another one.

functions = []
for i in range(3):
    functions += [lambda: (x, i) for x in (i, i * 10)]
print([function() for function in functions])


def f():
    tables = []
    for i in range(3):
        tables.append({k: (lambda: k) for k in [i * 10]})
    return [function() for table in tables for function in table.values()]


print(f())
