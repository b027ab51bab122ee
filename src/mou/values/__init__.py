"""What values are made of: converters that check, frozen maps, decorators of classes."""
