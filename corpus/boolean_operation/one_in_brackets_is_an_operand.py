# Changed in: Python 3.12, 3.14
# An operation in brackets is an operand of the one around; whether its answer is asked for again, depends on the version.


class Truth:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __bool__(self):
        print("ask", self.name)
        return self.value


def t(name):
    return Truth(name, name.isupper())


for one in "aA":
    for two in "bB":
        for three in "cC":
            print(one, two, three)
            print("and", ((t(one) and t(two)) and t(three)).name)
            print("or", ((t(one) or t(two)) or t(three)).name)
            print("behind", (t(one) and (t(two) and t(three))).name, (t(one) or (t(two) or t(three))).name)
            if (t(one) and t(two)) and t(three):
                print("yes")
            if not ((t(one) or t(two)) or t(three)):
                print("no")
