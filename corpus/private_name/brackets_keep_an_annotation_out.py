# A private name in brackets is renamed in them: what is annotated is no plain name, and its annotation is not kept.
class Account:
    (__owner): str = "Ann"
    (__limit): int
    __balance: float = 2.5

    def pay(self, amount):
        (self.__paid): int = amount
        return self.__paid


print(Account.__annotations__)
print(sorted(name for name in vars(Account) if name.startswith("_Account")))
print(Account().pay(3))
