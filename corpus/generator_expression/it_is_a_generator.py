# It has the methods of a generator and the name <genexpr>, and StopIteration inside becomes RuntimeError.
# Plain: frames

import types


def f():
    return (n for n in "ab")


generator = f()
print(isinstance(generator, types.GeneratorType), generator.__name__, generator.__qualname__)
print(next(generator), generator.send("ignored"), iter(generator) is generator)
generator = (next(iter(())) for _ in "a")
try:
    next(generator)
except RuntimeError as error:
    print(repr(error.__cause__))
