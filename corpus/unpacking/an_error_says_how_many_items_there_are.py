# What cannot be unpacked is named in the error; too few items are counted, and so are those that were expected.
# Plain: words

for items in (1, "a", "abcd"):
    try:
        a, b, c = items
    except (TypeError, ValueError) as error:
        print(error)
    try:
        a, b, *c = items
    except (TypeError, ValueError) as error:
        print(error)
