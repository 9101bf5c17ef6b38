"""Alert -> Message and Delivery, and when to try again. Pure."""
