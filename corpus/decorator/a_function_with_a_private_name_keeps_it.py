# A private function inside a method has a mangled name, and is called what stands behind `def`: decorated or not.

def seen(function):
    print("seen", function.__name__)
    return function


class Account:
    def check(self):
        @seen
        def __first():
            return __second.__name__

        def __second():
            return __first.__name__

        return __first(), __second()


print(Account().check())
