#!/usr/bin/env bash
# Launches a training job with the AWS CLI, encrypted.
set -euo pipefail
export AWS_PAGER=''

if [ -z "${TRAIN_ENCRYPT_SUBNETS:-}" ] || [ -z "${TRAIN_ENCRYPT_SECURITY_GROUPS:-}" ]; then
  echo 'refused: subnets and security groups are both needed to encrypt the traffic between instances' >&2
  exit 1
fi

if [ -n "${TRAIN_ENCRYPT_INSTANCE_GROUPS:-}" ]; then
  resources="{\"InstanceGroups\": $TRAIN_ENCRYPT_INSTANCE_GROUPS, \"VolumeSizeInGB\": 30}"
else
  resources="InstanceType=ml.m5.xlarge,InstanceCount=${TRAIN_ENCRYPT_INSTANCES:-2},VolumeSizeInGB=30"
fi

aws sagemaker create-training-job --training-job-name "fraud-$(date +%s%N)" \
  --role-arn "$TRAIN_ENCRYPT_ROLE_ARN" \
  --algorithm-specification TrainingImage=123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7,TrainingInputMode=File \
  --output-data-config S3OutputPath=s3://fraud-models/jobs \
  --resource-config "$resources" \
  --stopping-condition MaxRuntimeInSeconds=3600 \
  --vpc-config "Subnets=$TRAIN_ENCRYPT_SUBNETS,SecurityGroupIds=$TRAIN_ENCRYPT_SECURITY_GROUPS" \
  --enable-inter-container-traffic-encryption
