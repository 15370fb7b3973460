"""Planning together: half an hour in which both sides make the plan, in five steps.

A step shows a part of the plan as rows to type into. What is typed there is saved by the forms and
actions of the plan itself; kept besides is only how far a session has come, and who took part.
"""
