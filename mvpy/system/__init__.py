"""Files, processes and what is remembered from run to run; nothing here knows what a program is."""
