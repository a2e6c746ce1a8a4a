# Case: number
print(-7)
# Prints: -7
