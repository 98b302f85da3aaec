"""Files that spreadsheets and editors spoilt, made as they are meant: what is sure alone, and each change shown."""
