"""How a site stands, as plain values that can be kept, and what differs between two such states."""
