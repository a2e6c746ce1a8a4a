# A single argument may be a generator expression without its own brackets.

def show(values, *more):
    print(type(values).__name__, list(values), more)


show(n for n in range(3))
show((n for n in "ab"), 5)
print(sum(n * n for n in range(4)), sorted((-n for n in range(3)), key=abs))
print(sum(sum(m for m in range(n)) for n in range(5)))
