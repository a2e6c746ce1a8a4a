# In a display or a call, two strings without a comma are one item.

names = [
    "a",
    "b"
    "c",
    "d",
]
print(names, len(("x" "y",)), ("x" "y"))
print(*("a" "b"), sep="-" "-")
