"""Story -> Alert, or the reason why not. Pure: `now` is passed in."""
