# Arguments are evaluated from left to right.

def tell(value):
    print(value)
    return value


print(tell(1), tell(2), tell(3))
print(tell(tell(4)), tell(5))
# prints: 1 2 3 1 2 3 4 4 5 4 5
