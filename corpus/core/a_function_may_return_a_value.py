# The value of a call is what the function returns, and a call may be an argument.

def function():
    return 1


print(function())
value = function()
print(value, function())
# prints: 1 1 1
