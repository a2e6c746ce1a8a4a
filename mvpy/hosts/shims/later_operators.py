# The rest of `operator`: what not every parser without that module knows, `del` and `@`.
def _delete_item(subject, index):
    del subject[index]


def _in_place_matrix_multiply(left, right):
    left @= right
    return left


_operator.delitem = _delete_item
_operator.matmul = lambda left, right: left @ right
_operator.imatmul = _in_place_matrix_multiply
