# In an augmented assignment object and bounds are evaluated once, before the value.

class Show:
    def __getitem__(self, key):
        print("get", key)
        return [0]

    def __setitem__(self, key, value):
        print("set", key, value)


def say(n):
    print(n)
    return show if n == "object" else n


show = Show()
say("object")[say(1):say(2)] += [say(3)]
