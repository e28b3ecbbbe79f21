"""Teams, from a signed request to the card that a person sees."""
