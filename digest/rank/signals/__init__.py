"""The signals: one file, one reason a story matters."""
