# A comma may stand behind the last item of a set, of a list and of a dict; only in a tuple it means something.

print({1,}, {1, 1,}, [1,], [*"ab",], {"a": 1,}, {**{"b": 2},}, (1,), (1, 2,), (1), sep="\n")
