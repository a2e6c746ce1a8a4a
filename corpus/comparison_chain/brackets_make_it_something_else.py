# A comparison in brackets is one operand, not part of a chain.

print(3 > 2 > 1, (3 > 2) > 1, 3 > (2 > 1), 1 == 1 in [1], (1 == 1) in [True], 2 == (2 in [2]))
