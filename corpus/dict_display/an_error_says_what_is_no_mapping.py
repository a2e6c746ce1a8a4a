# What stands behind `**` and is no mapping is named in the error.
# Plain: words

for thing in (1, [("key", "value")]):
    try:
        print({"a": 1, **thing})
    except TypeError as error:
        print(error)
