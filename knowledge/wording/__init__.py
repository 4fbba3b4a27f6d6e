"""Words in the person's language: catalogues, numbers and dates, rates, errors."""
