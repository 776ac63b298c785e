"""Small pieces that several patterns share. Every repeat is bounded, so that no text can make a pattern slow."""

# Spaces inside a printed form, at most one line break among them; never a blank line.
GAP = r"[ ]{0,6}(?:\n[ ]{0,8})?"
SPACE = r"(?:[ ]{1,6}(?:\n[ ]{0,8})?|\n[ ]{0,8})"


def spaced(words: str) -> str:
    """A pattern for words with any spaces between them."""
    return SPACE.join(words.split())
