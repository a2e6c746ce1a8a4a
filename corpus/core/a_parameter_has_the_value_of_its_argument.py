# A parameter is bound at each call, to the argument of that call.

def same(value):
    return value


print(same(1))
print(same(2), same(same(3)))
# prints: 1 2 3
