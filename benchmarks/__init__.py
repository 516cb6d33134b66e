"""Benchmarks of this package and the official one."""
