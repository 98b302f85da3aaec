"""What the generator says to authors: in English, and able to be told in another language."""
