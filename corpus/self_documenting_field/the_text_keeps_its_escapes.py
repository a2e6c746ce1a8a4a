# Needs: Python 3.14
# Up to Python 3.13 it was decoded, as the text between the fields is.
print(f"{'\x41'=}", f"{'\N{DIGIT ONE}'=!s}", f"\x41{1=}", rf"{'\x41'=}")
print(f"{ 1 + \
  2 = }")
