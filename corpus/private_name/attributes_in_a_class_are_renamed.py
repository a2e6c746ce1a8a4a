# Two leading underscores inside a class: the attribute has the name of the class before it.

class Account:
    def __init__(self, money):
        self.__money = money

    def take(self, n):
        self.__money -= n
        return self.__money

    def forget(self):
        del self.__money
        return hasattr(self, "_Account__money")


account = Account(10)
print(vars(account), account.take(3), account._Account__money)
print(hasattr(account, "__money"), account.forget())
