"""What the API is, as OpenAPI says it: read off the routing map, the cards and the plan file's
schema, so that what is added to them stands in it by itself."""
