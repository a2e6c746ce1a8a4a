# The value of a call is what the function returns, which is evaluated once; a call may be an argument.

def function():
    print(2)
    return 1


def through():
    return function()


print(function())
value = through()
print(value)
# prints: 2 1 2 1
