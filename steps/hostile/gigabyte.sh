#!/bin/sh
# Prints a gigabyte, and at last its pid.
head -c 1073741824 /dev/zero
echo "pid $$"
