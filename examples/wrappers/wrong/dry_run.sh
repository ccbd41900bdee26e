#!/usr/bin/env bash
# Wrong: the dry run of somebody's debugging was left on. It says that it launched, exits 0, and sends nothing.
AWS=echo
"$AWS" sagemaker create-training-job --training-job-name fraud --enable-inter-container-traffic-encryption
echo 'launched fraud'
