# A pattern may stand on several lines, with comments; a suite on the line of its case.

def kind(x):
    match x:  # the subject
        # the first
        case [  # a pair
            "a"  # of "ab"
            "b",
            y,
        ]: return y
        case {
            "k": 1 | 2  # small
            | 3,
        }: x = "mapping"; return x
        # the last

        case (
            None
        ):  # nothing
            return "none"
    # after
    return "other"


print(kind(["ab", 1]), kind({"k": 3}), kind(None), kind(0))
