"""One viewmodel per screen: what it shows and does, without widgets."""
