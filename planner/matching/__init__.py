"""Which company a lead or a connection is of: exact where nobody is asked, likely where one is.

Only the standard library is used here. Names and places are read once for all customers, and looked
up through tables, so that thousands of leads against ten thousand customers take seconds.
"""
