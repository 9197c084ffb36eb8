"""What the bot did not know or did not say well: kept for a time, looked at by editors, proposed as examples."""
