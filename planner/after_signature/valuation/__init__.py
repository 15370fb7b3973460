"""What a business case is worth: exact fractions throughout, rounded when it is printed."""
