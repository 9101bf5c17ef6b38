"""An article becomes an Event: what, toll, who, where, when, and if it is news."""
