"""From bytes to plain text, times, addresses, entries; nothing here touches the world."""
