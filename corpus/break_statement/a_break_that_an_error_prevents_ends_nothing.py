# Where an exception comes before `break` or `continue` and is caught, the loop goes on as if neither were there.

def until_it_is_three():
    number = 0
    while True:
        number += 1
        try:
            1 // (number // 3)
            break
        except ZeroDivisionError:
            pass
        print("again", number)
    return number


def first(numbers):
    for number in numbers:
        try:
            if number:
                print("found", 6 // (number - 1))
                break
        except ZeroDivisionError:
            print("no", number)
        print("next")


def odd(numbers):
    for number in numbers:
        try:
            1 // (number % 2)
            continue
        except ZeroDivisionError:
            print("even", number)


print(until_it_is_three())
first([0, 1, 3, 4])
odd([1, 2, 3, 4])
