class M:
    def __enter__(self):
        print("entered")


try:
    with M():
        print("suite")
except (AttributeError, TypeError):
    print("refused")
