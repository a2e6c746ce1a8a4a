# Differs: the result of a comparison that is not the last lives until the next operand has been evaluated; CPython lets it go before.

class Result:
    def __del__(self):
        print("let go")


class Item:
    def __lt__(self, other):
        return Result()


def evaluate():
    print("evaluate")
    return Item()


def compare():
    value = Item() < Item() < evaluate()
    print("compared")


compare()
