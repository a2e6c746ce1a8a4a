"""What a program's constructs come down to, and what each rewrite says of itself."""
