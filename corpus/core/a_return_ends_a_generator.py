# `return` in a generator ends it, out of loops and `try`, and no handler in it takes that for an exception.

def numbers(flag):
    while 1:
        try:
            yield 1
            while flag:
                return
            yield 2
        except:
            yield 9
        flag = 1


print(*numbers(1))
print(*numbers(0))
# prints: 1 1 2 1
