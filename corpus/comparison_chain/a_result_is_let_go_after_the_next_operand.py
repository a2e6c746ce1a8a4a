# Differs: CPython lets go of the first result before it evaluates the next operand; the core, after that.

class Result:
    def __del__(self):
        print("let go")


class Item:
    def __lt__(self, other):
        return Result()


def evaluate():
    print("evaluate")
    return Item()


print(type(Item() < Item() < evaluate()).__name__)
