# A star before the element yields its items, one by one.
# Needs: Python 3.15

its = [[1, 2], (), (3,), "ab"]
print(list((*i for i in its)), list(*i for i in its), sum(*i for i in [[1, 2], [3]]))
print([g for g in (*(i, i) for i in "xy" if i > "x")])


def items():
    print("start")
    yield 1
    print("middle")
    yield 2


generator = (*i for i in [items(), its[0]])
print("made")
for item in generator:
    print(item)


def function(n):
    return list(*(i if n else "no") for i in its), list((*(lambda: i)() for i in its))


print(function(0), function(1))
