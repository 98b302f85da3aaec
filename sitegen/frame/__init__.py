"""The frame of every page: title, languages, navigation, its picture, what it says to machines."""
