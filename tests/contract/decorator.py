# Case: function
@traced
def seven():
    return 7


print(seven())
# Prints: 7

# Case: two
@traced
@doubling
def seven():
    return 7


print(seven())
# Prints: 14

# Case: class
# Stands with: class_definition
@traced
class Box:
    def __call__(self):
        return 7


print(Box()())
# Prints: 7

# Case: method
# Stands with: class_definition
class Box:
    @unbound
    def __call__():
        return 7


print(Box()())
# Prints: 7
