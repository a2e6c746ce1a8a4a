# locals(), vars(), dir() and globals() show the names of the source, whatever the program has just done.
# Plain: namespace

def same(x):
    return x


def f(a):
    b = [n for n in range(3) if n or a]
    for c in b:
        d = c if c < 2 else -c
        if c == 1 and d:
            break
        print(sorted(locals()))
    e, *g = b or [0]
    e += sum(n for n in g)

    @same
    def h(i: int = e) -> str:
        return [sorted(vars()), i]

    class C:
        for j in b:
            pass
        print([name for name in sorted(locals()) if name[:2] != "__"])

    return sorted(locals()), sorted(dir()), h()


for i in range(2):
    j, k = l = i, [n for n in "ab"]
    if i and not l or k:
        pass
j += 1
print(*f(1), sep="\n")
print([name for name in globals() if name[:2] != "__"], [name for name in dir() if name[:2] != "__"])
