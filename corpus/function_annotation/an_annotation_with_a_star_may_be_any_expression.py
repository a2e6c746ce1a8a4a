# What stands behind the star of `*args: *…` may be any expression, and has its turn among defaults and annotations.
# Needs: Python 3.11
# Changed in: Python 3.14

def log(value):
    print(value)
    return value


def collect(
    first=log("default"), *rest: *((log("one"),) if log("") else (log("other"),)), last: log("last")
) -> log("return"):
    return rest


class Holder:
    def collect(self, *rest: *(log(0) or (log(int),))):
        return rest


print(collect.__annotations__, Holder.collect.__annotations__, collect(1, 2, last=3))
