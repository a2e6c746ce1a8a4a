# `match`, `case` and `_` are ordinary names everywhere but at their places; `_` in a pattern binds nothing.

_ = "kept"
match = case = lambda *arguments: arguments
print(match(1), case(2))
match (3)
match [1, 2][0:1]if 0 else 0
match[0] if 0 else match
match: int = 4
case = {"case": match}
match case:
    case {"case": case}:
        print(match, case)
match match, case:
    case [match, _] if _ == "kept":
        print(match, _)


class C:
    match = 5
    case = match

    def case(self, match):
        match match:
            case self.match:
                return self.case


print(C().case(5) == C.case, C().case(5).__name__)
