# A pattern inside a pattern costs no depth.

def deep(x):
    match x:
        case [[[[[[[[[[n]]]]]]]]]]:
            return n
        case {0: (1 | {0: (1 | {0: (1 | {0: (1 | 2)})})})}:
            return 'mappings'
    return None


x = "inside"
for _ in range(10):
    x = [x]
y = 2
for _ in range(4):
    y = {0: y}
print(deep(x), deep(x[0]), deep(y), deep({0: 1}))
