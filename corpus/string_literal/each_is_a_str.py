# A literal is of the type str itself, even where that name means something else, and can be used at once.

str = bytes = chr = None
print(type("a").__name__, "abc"[1], "a,b".split(","), "b" in "abc", len("é"), "-".join("xyz"))
for letter in "ab":
    print(letter)
