"""What is declared: the request, the shipment made of it, quantities, currency and exchange rates."""
