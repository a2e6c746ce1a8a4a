# Arguments stand in the order in which they are written.

print(1, 2)
print(3, 1, 2)
# prints: 1 2 3 1 2
