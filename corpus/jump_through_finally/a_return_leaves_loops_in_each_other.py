# With nothing behind the loops that would have to be skipped.
def first(rows):
    try:
        for row in rows:
            for item in row:
                return item
    finally:
        print("finally")


def forever(rows):
    try:
        while True:
            for row in rows:
                try:
                    row[0]
                except IndexError as error:
                    return error
            rows.pop(0)
    finally:
        print("finally")


def deep(rows):
    for turn in range(2):
        try:
            for row in rows:
                while row:
                    for item in row:
                        if item > 1:
                            return turn, item
                        row.remove(item)
                        break
        finally:
            print("turn", turn)


print(first([[], [1], [2]]), first([]))
print(forever([[1], [2], []]))
print(deep([[1], [1, 1]]), deep([[1, 0], [1, 3]]))
