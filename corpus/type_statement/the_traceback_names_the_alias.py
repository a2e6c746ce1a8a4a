# The frame that evaluates the value has the name of the alias.
# Needs: Python 3.12
# Plain: frames

import traceback

type Wrong = 1 / 0
type Also[T: missing] = 1 / 0
for ask in (lambda: Wrong.__value__, lambda: Also.__value__, lambda: Also.__type_params__[0].__bound__):
    try:
        ask()
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        print([frame.name for frame in frames][-1], type(error).__name__)
