# A backslash at the end of a line stays in a raw formatted string, with the line end; in others both go.

word = "x"
print(repr(rf"a\
{word}\
"))
print(repr(f"a\
{word}\
"))
