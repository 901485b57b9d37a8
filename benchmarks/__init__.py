"""The numbers that README and docs state, reproduced by `make bench`."""
