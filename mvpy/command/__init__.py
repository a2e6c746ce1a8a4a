"""The command line: commands, settings, terminal, files in and out."""
