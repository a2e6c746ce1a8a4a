# `def` makes a function and binds its name; its suite runs at each call.

def function():
    print(2)
    print(3)


print(1)
function()
function()
# prints: 1 2 3 2 3
