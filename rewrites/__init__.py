"""The rewrites, one per construct, in the order in which they run.

Each rewrite takes one construct away, and may use only constructs that a later one takes away.  Read from the
top for the story of a program on its way to the core; read any rewrite alone for the story of one construct.
"""

ORDER = (
    # One statement to a line, so that every later rewrite sees statements and blocks only.
    #TODO "line_joining",
    "one_line_suite",
    "semicolon",
    "string_concatenation",
    # Definitions and the names that they bind: what is left are functions, and names that are plain.
    #TODO "private_name",
    #TODO "annotated_assignment",
    #TODO "class_definition",
    #TODO "global_statement",
    #TODO "function_annotation",
    #TODO "docstring",
    #TODO "comprehension",
    #TODO "generator_expression",
    #TODO "async_for_statement",
    #TODO "async_with_statement",
    #TODO "await_expression",
    #TODO "coroutine",
    #TODO "decorator",
    #TODO "lambda_expression",
    # Statements: what is left are assignments, branches, loops, handlers.
    #TODO "import_statement",
    #TODO "from_import",
    "assert_statement",
    "elif_clause",
    "jump_through_finally",
    "continue_statement",
    "for_statement",
    "break_statement",
    "loop_else",
    "with_statement",
    "finally_clause",
    "try_else",
    "raise_from",
    "chained_assignment",
    "unpacking",
    "augmented_assignment",
    # Expressions that need statements.
    #TODO "yield_from",
    #TODO "formatted_string",
    "assignment_expression",
    "boolean_operation",
    "conditional_expression",
    "comparison_chain",
    "yield_expression",
    # Expressions that are calls.
    "slicing",
    "subscription",
    "attribute",
    "comparison",
    "binary_operation",
    "negative_number",
    "unary_operation",
    "dict_display",
    "set_display",
    "list_display",
    "tuple_display",
    "deep_nesting",
    # What is left of statements: they need no expressions any more.
    "delete_statement",
    "if_statement",
    "pass_statement",
    # Literals: what is left are integers.
    "string_literal",
    "bytes_literal",
    "float_literal",
    "imaginary_literal",
    "constant_name",
    "parenthesized_expression",
)
