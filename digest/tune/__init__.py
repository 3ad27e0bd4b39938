"""What a reader or an owner asks of an edition after the fact."""
