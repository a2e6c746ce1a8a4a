# Functions are pickled by their qualified names, and found by them.
# Plain: frames

import pickle


class C:
    @staticmethod
    def double(x):
        return x * 2

    class Inside:
        def __init__(self, value):
            self.value = value


print(pickle.loads(pickle.dumps(C.Inside(3))).value)
print(pickle.loads(pickle.dumps(C.double))(3))
