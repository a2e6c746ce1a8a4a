# The else suite runs after a suite that ended normally, before finally.

for number in ("1", "x"):
    try:
        value = int(number)
    except ValueError:
        print("no number")
    else:
        print("number", value)
    finally:
        print("finally")
