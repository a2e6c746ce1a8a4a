# Case: values
one = 1
print(7 if one else 8, 7 if same(0) else 8)
# Prints: 7 8
