# What is shown is the text: a private name is mangled in the value alone, also in a field of a field.

class C:
    __a = 1

    def f(self, __b):
        return f"{self.__a=}" "and" f"{f'{__b=}'} {self.__a!r:>{__b + 1}}"


print(C().f(2))
