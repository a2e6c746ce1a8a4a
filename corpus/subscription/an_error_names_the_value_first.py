# Where neither the value nor the object is bound, the error is about the value, which is evaluated first.
# Plain: words

try:
    table["key"] = value
except NameError as error:
    print(error)
