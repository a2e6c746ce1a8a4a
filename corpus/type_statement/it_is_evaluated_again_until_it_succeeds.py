# A value that can't be evaluated is evaluated again when it is asked for again.
# Needs: Python 3.12

type Later = tries() or Missing

count = 0


def tries():
    global count
    count += 1
    print("try", count)


for _ in range(2):
    try:
        Later.__value__
    except NameError as error:
        print(error)
Missing = "found"
print(Later.__value__, Later.__value__)
