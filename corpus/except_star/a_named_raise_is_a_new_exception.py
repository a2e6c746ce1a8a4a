# `raise errors` raises anew what was taken: it stands beside the rest, in a group without a message.
# Needs: Python 3.11

for kinds in ((ValueError,), (ValueError, TypeError)):
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* kinds as errors:
            raise errors
    except ExceptionGroup as group:
        print(repr(group), group.__context__, group.__cause__)
