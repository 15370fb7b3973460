"""The list of customers: searched, filtered, sorted and counted, page by page.

Whatever it says of a customer, it says of those plans that the reader may read.
"""
