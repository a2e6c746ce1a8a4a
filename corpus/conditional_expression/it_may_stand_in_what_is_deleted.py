# Each target of del is evaluated and deleted before the next is evaluated.

def show(value):
    print("shown", value, table)
    return value


table = {1: "a", 2: "b", 3: "c", 4: "d"}
del table[show(1) if show(0) else show(2)]
del table[show(1)], (table[show(3) if show(1) else show(4)], [table[show(4)]])
print(table)
