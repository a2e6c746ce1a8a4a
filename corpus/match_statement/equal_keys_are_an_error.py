# Keys that turn out to be equal are a ValueError; those that cannot be hashed are a TypeError.

class Keys:
    one = also = 1
    many = []


for attempt in range(3):
    try:
        match {1: "a", 2: "b"}:
            case {Keys.one: _, Keys.also: _} if attempt == 0:
                print("no")
            case {Keys.many: _} if attempt == 1:
                print("no")
            case {2: _, Keys.one: x}:
                print("yes", x)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
