# Chains of and and or may have hundreds of operands, and stop where they are decided.

x, y = 1, 0
print(
    x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x and x
    and x and x and x and x and x and x and 'last'
)
print(
    y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y
    or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y
    or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y
    or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y
    or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y
    or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y
    or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y
    or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or y or 'last'
    or undefined
)
