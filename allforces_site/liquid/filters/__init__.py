"""The filters of Liquid and of Jekyll. Each is called with the context, the value, and its arguments."""
