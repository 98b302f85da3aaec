"""The curated tables: their schema, rows with places, values, and the look-up of facts."""
