"""The commands, one a file; heavy parts are imported when a command runs."""
