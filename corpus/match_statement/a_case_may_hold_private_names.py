# The statement is whole although its inside is rewritten before.
subject = {"a": 1}
match subject:
    case [] as found:
        print("sequence")

        class Box:
            def fill(self):
                self.__hidden = 3

    case {"a": value} if value > 1: print("large"); print(value)
    case {"a": value}:
        try:
            value.missing
        except AttributeError as error:
            print("no such attribute")

        class Box:
            def fill(self):
                self.__hidden = value
                return vars(self)

        print(Box().fill())
print("end", subject)
