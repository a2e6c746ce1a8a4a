# In a formatted string on one line, a line end behind the text of a specification is no part of it.
# Needs: Python 3.12

number = 7
print(f"[{number:>4
}]")
print(f"[{number!r:>4
    # which is a comment
}][{number!s :<3
}]")
print(f"[{number:
}]")
