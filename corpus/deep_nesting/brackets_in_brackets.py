# Brackets can be nested dozens deep: lists, calls, subscripts, operators and lambdas.

def f(x):
    return x + 1


x = 0
print(
    f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(x))))))))))))))))))))))))))))))
)
print(
    (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + (1 + x)))))))))))))))
)
print(
    f(x + (f(x + (f(x + (f(x + (f(x + (f(x + (f(x + (x) * 2)) * 2)) * 2)) * 2)) * 2)) * 2)) * 2)
)
depth, items = 0, [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
while items:
    depth, items = depth + 1, items[0]
print(depth)
