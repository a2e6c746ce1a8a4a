# Case: suite
def nothing():
    pass


nothing()
print(1)
# Prints: 1
