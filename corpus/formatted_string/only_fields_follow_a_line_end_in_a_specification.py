# In a formatted string on one line, only fields count behind a line end in a specification: no spaces, no comments.
# Needs: Python 3.12


class Shown:
    def __format__(self, specification):
        return repr(specification)


shown, one, two = Shown(), 1, 2
print(f"{shown:a
{one}}")
print(f"{shown:a
 {one} {two} # which is a comment
}")
print(f"{shown: a  
 {one!r:
 }  {f"{two:
 }"}  # which is another
}")
print(f"{shown:{one:>3
 }text}")
print(f"{shown:
 {f"<{two:>3}>"}}")
