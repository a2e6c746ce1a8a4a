# `type` is a keyword only where a statement begins with it and goes on like this one.
# Needs: Python 3.12

type type = type
print(type)
kind = type.__value__
type = 5
print(type, kind is type.__class__.__class__)
type: int = 6
type += 1
print(type)
type = lambda *arguments: arguments
type (kind)[0]
print(type (1), [type for type in "ab"])
