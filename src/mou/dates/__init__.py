"""Days, exact or not, periods, delays, and how they are said."""
