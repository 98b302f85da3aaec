"""Tables as spreadsheets save them: headers, lines and cells, each with its place."""
