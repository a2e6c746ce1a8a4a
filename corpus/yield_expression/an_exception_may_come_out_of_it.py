# throw raises at the yield that waits, so a try around it can catch it in the middle of an expression.

def f():
    total = 0
    while True:
        try:
            total += (yield total) * 2
        except KeyError as error:
            total = error.args[0]


generator = f()
print(next(generator), generator.send(1), generator.throw(KeyError(100)), generator.send(5))
try:
    generator.send("text")
except TypeError:
    print(next(generator, "ended"))
