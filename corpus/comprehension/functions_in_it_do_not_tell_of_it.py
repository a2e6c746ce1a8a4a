# A function made in a comprehension or generator expression is qualified without `<locals>` after it.
# From 3.12 on comprehensions do not show in qualified names at all.
# Plain: frames

def outer():
    yield [lambda: n for n in [1]][0]
    yield next((lambda: n) for n in [1])
    yield [[lambda: (m, n) for m in [1]][0] for n in [1]][0]
    yield next([lambda: (m, n) for m in [1]][0] for n in [1])
    yield [next((lambda: (m, n)) for m in [1]) for n in [1]][0]


class Inner:
    function = [lambda: n for n in [1]][0]
    other = next((lambda: n) for n in [1])


for function in (*outer(), Inner.function, Inner.other, [lambda: n for n in [1]][0]):
    print(function.__qualname__)
