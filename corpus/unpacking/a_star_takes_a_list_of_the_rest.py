# The starred name gets a new list, maybe an empty one, whatever the iterable is.

for text in ("ab", "abc", "abcd"):
    first, *middle, last = text
    print(first, middle, last)
*everything, = (1, 2)
print(everything)
[*letters] = items = ["x"]
print(letters is items)
