# Large and small letters differ, and underscores and digits count; a name may be one underscore.

a = 1
A = 2
_a = 3
a_ = 4
a1 = 5
_ = 6
__a__ = 7
a_long_name_with_many_letters_that_ends_in_1 = 8
a_long_name_with_many_letters_that_ends_in_2 = 9
print(a, A, _a, a_, a1, _, __a__)
print(a_long_name_with_many_letters_that_ends_in_1, a_long_name_with_many_letters_that_ends_in_2)
# prints: 1 2 3 4 5 6 7 8 9
