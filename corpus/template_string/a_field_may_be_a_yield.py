# A field may be a `yield` without parentheses; the value that is sent in is what it holds.
# Needs: Python 3.14

def made():
    result = t"<{yield 1}{yield}>"
    yield [(field.value, field.expression) for field in result.interpolations]


generator = made()
print(next(generator))
print(generator.send("a"))
print(generator.send("b"))
