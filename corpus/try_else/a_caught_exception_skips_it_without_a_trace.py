# A handler that ends normally leads past else, also when the suite failed in its last statement.

import sys

done = []
try:
    done.append("suite")
    done[5]
except IndexError:
    done.append("handler")
else:
    done.append("never")
print(done, sys.exc_info())
