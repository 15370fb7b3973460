"""Files that people send by the page, from the sending to the import.

`keeping` holds them in the data folder, `saying` what was said about them, `foreseeing` what an
import would do; `jobs.import_work` does it. `turns` lets one of all processes work at a time, and
`steps` tells the page how far it has come.
"""
