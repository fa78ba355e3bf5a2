"""The figures of the Model page, read from the reports that training writes."""
