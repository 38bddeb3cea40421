"""Runs over archives: a plan, shards of it, supervised workers, commits, and books that balance.

`plan` reads the inputs once, `shard` turns outcomes into committed parts, `crew` supervises the processes in which
`worker` reads batches, `store` knows the folder and its commits, `run` is the way from inputs to manifest.
"""
