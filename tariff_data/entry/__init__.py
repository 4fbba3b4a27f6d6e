"""Which kind of entry a shipment needs."""
