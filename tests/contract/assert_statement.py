# Case: holds
assert 1
print(1)
# Prints: 1

# Case: fails
def failing():
    assert 0, 7


show(arguments_of(caught(failing)))
# Prints: 7
