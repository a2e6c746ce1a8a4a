# An inner loop runs to its end at each turn of the outer one.

outer = 2
outer_next = 1
outer_last = 0
while outer:
    inner = 4
    inner_next = 3
    while inner:
        print(outer, inner)
        inner = inner_next
        inner_next = 0
    outer = outer_next
    outer_next = outer_last
print(5)
# prints: 2 4 2 3 1 4 1 3 5
