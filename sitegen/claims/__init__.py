"""Words that compare and judge, held to the facts that carry them."""
