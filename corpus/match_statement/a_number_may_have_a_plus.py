# A plus before a number in a pattern means nothing.
# Needs: Python 3.15

def kind(subject):
    match subject:
        case +1:
            return "one"
        case +1.5 - 2j:
            return "complex"
        case {+2: x}:
            return "key", x
    return "nothing"


for subject in (1, -1, 1.0, 1.5 - 2j, {2: 3}, {-2: 3}):
    print(subject, kind(subject))
