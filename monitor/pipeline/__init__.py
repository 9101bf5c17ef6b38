"""The only place that calls two stages.

::

    poll     claim due feeds, fetch, parse; then decide and write in one commit
    deliver  claim due deliveries, send, record what became of it
    digest   at its hour: what was told and what was kept back becomes deliveries

Each step may be killed at any line: a poll that did not commit is polled again,
a delivery that did not settle is found by its lease.
"""
