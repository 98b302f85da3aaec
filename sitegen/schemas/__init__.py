"""JSON Schemas of what authors write and what programs read, from the definitions that the generator itself reads by."""
