"""From names to values: roles, directives, the data of charts."""
