# Strings side by side are one string, on one line or several.

text = "one " 'two ' """three
""" "four"
lines = ("five "
         # not part of it
         "six"
         " seven")
print(text, lines, len("" ""))
