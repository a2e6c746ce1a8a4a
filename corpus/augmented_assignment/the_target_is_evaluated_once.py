# Object and index are evaluated once, and read before the right side.

class Box:
    def __getitem__(self, key):
        print("get", key)
        return 1

    def __setitem__(self, key, value):
        print("set", key, value)


def say(text, value):
    print(text)
    return value


say("object", Box())[say("index", 5)] += say("value", 2)
