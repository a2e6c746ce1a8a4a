# Stands with: string_literal, formatted_string
# Case: fields
seven = 7
show(fields_of(t"{seven}, {seven}"))
# Prints: 7,7,3,3

# Case: conversion and format
seven = 7
show(fields_of(t"{seven!r:>{seven}}"))
# Prints: 7,2,1,7
