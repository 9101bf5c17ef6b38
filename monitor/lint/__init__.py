"""The linter: what in a watchlist will call at night for nothing, or never.

Watchlists come in checked for shape; findings go out, each with its fix. It changes
nothing, and what it proposes (`suggest`) a person pastes.
"""
