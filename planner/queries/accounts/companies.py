"""Customers and their contacts, as they are compared with what comes from elsewhere."""

from sqlalchemy import ColumnElement, select

from planner.database import db
from planner.matching.companies import Company, CustomerContact
from planner.models import Contact, Customer

_CUSTOMERS = select(
    Customer.id, Customer.name, Customer.city, Customer.country, Customer.website
).order_by(Customer.id)
_CONTACTS = select(
    Contact.id, Contact.customer_id, Contact.name, Contact.email, Contact.profile
).order_by(Contact.id)


def companies_to_match(*which: ColumnElement[bool]) -> list[Company]:
    """All that meet the conditions, by their id."""
    return [
        Company(str(i), name, city=city or "", country=country or "", website=website or "")
        for i, name, city, country, website in db.session.execute(_CUSTOMERS.where(*which))
    ]


def contacts_to_match(*which: ColumnElement[bool]) -> list[CustomerContact]:
    """All on record at customers that meet the conditions."""
    return [
        CustomerContact(str(i), str(customer), name, email or "", profile or "")
        for i, customer, name, email, profile in db.session.execute(_CONTACTS.where(*which))
    ]
