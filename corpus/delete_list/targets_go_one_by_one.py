# Targets are deleted from left to right; what comes before a failure is gone.

table = {"a": 1, "b": 2, "c": 3}
try:
    del table["a"], table["missing"], table["b"]
except KeyError as error:
    print("missing", error)
print(table)
