"""The building blocks of values: converters, frozen maps and class decorators."""
