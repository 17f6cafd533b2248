"""What programmes read: calendars, feeds and open data, of the same facts that the pages show."""
