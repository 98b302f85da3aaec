"""What a language says: interface texts, numbers, quantities, dates; and numerals in its texts."""
