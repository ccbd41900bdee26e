#!/bin/sh
# Prints a gigabyte.
echo "pid $$"
head -c 1073741824 /dev/zero | tr '\0' x
