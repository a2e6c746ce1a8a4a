# A return leaves the loops around it without their else suites, and what stands behind them, and then runs finally.

def find(rows):
    try:
        for row in rows:
            for item in row:
                if item > 1:
                    return item
            else:
                print("else of the row")
        else:
            print("else of the rows")
        print("behind the loops")
    finally:
        print("finally")


print(find([[1], [1, 2], [1]]))
print(find([[1]]))
