# Stands with: class_definition, attribute
# Case: attribute
class Account:
    def __init__(self, amount):
        self.__amount = amount

    def __call__(self):
        return self.__amount


print(Account(7)())
# Prints: 7
