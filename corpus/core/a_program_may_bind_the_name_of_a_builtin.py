# A name that the program binds hides the builtin of that name, and the builtin is still there under others.

show = print
print = 1
show(print)
# prints: 1
