# The text before the value is that of the source: spaces, private names, parts that are rewritten.


class Account:
    __total = 3

    def shown(self):
        return f"{self.__total=} { self . __total + 1 = }"


name = "Ada"
print(Account().shown())
print(f"{name[0].lower()=}", f"{(lambda: 1)()=}", f"{[c for c in name]=}", f"{name or 0=}")
