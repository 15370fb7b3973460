"""Customers from other programs: readers of files, neutral records between, one writer.

`reading` opens files of any kind, `recognising` tells by their headings what they hold, `deciding`
turns their rows into `Records` (`maven` does so for one export that is like no other) and says in
`Records.findings` what was odd. The writer knows nothing of where the records came from; another
program needs a table of headings only. `bringing` is the whole way.
"""
