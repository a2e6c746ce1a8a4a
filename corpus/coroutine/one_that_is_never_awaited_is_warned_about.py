# A coroutine that is let go before it has started gives a RuntimeWarning; a closed one doesn't.
# Plain: kinds

import gc
import warnings


async def f():
    print("never")


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    f()
    gc.collect()
    f().close()
    gc.collect()
print([warning.category.__name__ for warning in caught])
