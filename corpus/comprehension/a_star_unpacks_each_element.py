# A star before the element puts all that it gives into the result, one element after the other.
# Needs: Python 3.15

its = [[1, 2], (), (3,), "ab"]
print([*i for i in its])
print(sorted(map(str, {*i for i in its})))
print([*i for i in its if i for _ in range(2)])
print([*map(str, i) for i in its], [*(i, i) for i in "xy"])


def function(n):
    return [*(i if n else "no") for i in its], [*(lambda: i)() for i in its], {*[j for j in i] for i in its[:1]}


print(function(0))
print(function(1))
