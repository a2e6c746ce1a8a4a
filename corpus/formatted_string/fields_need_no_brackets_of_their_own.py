# A tuple, a starred tuple and a yield may be a field as they are.

def f(x):
    print(f"{yield x} {yield} {x,} {*x, 1} {1,!r:>6}")


generator = f("ab")
print(next(generator), generator.send(1))
try:
    generator.send(2)
except StopIteration:
    print("end")
