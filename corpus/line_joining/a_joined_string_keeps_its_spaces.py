# A backslash in a string joins its lines, and what the second line starts with belongs to the text.

text = "one \
    two"
three = """a
b \
c"""
print(repr(text), repr(three))
