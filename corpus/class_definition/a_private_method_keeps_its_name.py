# The name of a private method is mangled; the function is called what stands behind `def`.

class Account:
    def __balance(self):
        return 3

    @staticmethod
    def __rate():
        return 2

    def show(self):
        return self.__balance() * self.__rate()


print(Account().show())
print(Account._Account__balance.__name__, Account._Account__rate.__name__)
