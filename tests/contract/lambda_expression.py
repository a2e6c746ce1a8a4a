# Case: function
seven = lambda number=7: number
print(seven(), seven(8))
# Prints: 7 8
