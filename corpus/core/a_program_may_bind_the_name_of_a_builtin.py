# A name that the program binds hides the builtin of that name, and the builtin is still there under others.

show = print
print = 1
type = 2
show(print, type)
# prints: 1 2
