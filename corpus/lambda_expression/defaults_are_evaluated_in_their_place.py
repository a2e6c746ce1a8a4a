# The defaults of a lambda are evaluated when the lambda is, among the other operands.

def say(n):
    print(n)
    return n


print(say(1) + (lambda a=say(2), *, b=say(3): a + b + say(5))() + say(6))
