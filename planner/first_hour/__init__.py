"""The first hour of an organisation: what the program needs before customers can be planned."""
