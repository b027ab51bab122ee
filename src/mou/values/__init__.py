"""The building blocks of records: converters, frozen maps and class decorators."""
