# In a class a private name is read under its true name, and shown as it is written.
# Needs: Python 3.14

class Account:
    __limit = 3
    names = t"{__limit}{__limit=}"

    def page(self):
        return t"{self.__limit + 1:{self.__limit}}"


print(Account.names.strings, Account.names.values, [field.expression for field in Account.names.interpolations])
print(Account().page().interpolations[0].expression, Account().page().interpolations[0].format_spec)
