# An argument may be a call, whose argument is a call, and so on.

def same(value):
    return value


print(
    same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(
    same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(
    same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(
    same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(
    same(same(same(same(same(same(same(same(same(same(same(same(same(same(same(7)))))))))))))))
    ))))))))))))))))))))
    ))))))))))))))))))))
    ))))))))))))))))))))
    ))))))))))))))))))))
)
# prints: 7
