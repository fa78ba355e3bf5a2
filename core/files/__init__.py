"""Files that people hand in or take with them: formats, lines, spreadsheets, uploads."""
