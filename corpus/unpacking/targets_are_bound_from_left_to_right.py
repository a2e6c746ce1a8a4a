# Targets are bound in order, and each sees those before it; nested ones are unpacked at their turn.

numbers = [0, 0, 0]
i, numbers[i], (j, numbers[j]) = 1, "one", (2, "two")
print(i, j, numbers)
