# If `derive` gives something else than a group, that is a TypeError; what is handled is its context.
# Needs: Python 3.11

class Bad(ExceptionGroup):
    def derive(self, errors):
        return 5 if self.message == "always" else KeyError(errors) if len(errors) > 1 else ExceptionGroup("m", errors)


for message in ("always", "sometimes"):
    try:
        try:
            raise Bad(message, [ValueError(1), TypeError(2), OSError(3)])
        except* ValueError as errors:
            print("taken", repr(errors))
            raise
        except* TypeError as errors:
            print("taken", repr(errors))
            raise
    except BaseException as error:
        print(repr(error), repr(error.__context__))
