# What would be a field in other strings is plain text here, until something formats it.

print("{}", "{x}", "{{}}", "%s", "%%", "$x", "\\N{x}", "#no comment", "a;b", "\\")
print("{}-{{}}".format(1), "%s-%%" % 2)
