"""People and clients: who may enter, what each may do where, and the way in for the first and for the locked out."""
