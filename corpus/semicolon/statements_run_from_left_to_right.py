# The statements of a line run in their order.

def say(n):
    print(n)
    return n


a = say(1); b = a + say(2); a = say(b); print(a, b)
