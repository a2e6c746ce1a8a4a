# With a comma, slices and indices are a tuple, also with a comma at the end.

class Show:
    def __getitem__(self, key):
        return key


show = Show()
print(show[1:2, 3], show[:, ::2, ...], show[1:,], show[(1, 2), :])
