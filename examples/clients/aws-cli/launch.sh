#!/usr/bin/env bash
# Launches encrypted training jobs with the AWS CLI: a network with the documented rules, one job to its end, one
# stopped. The environment alone (AWS_ENDPOINT_URL, keys, region) decides where it goes.
# Exit codes: 0 what the service describes is what was asked for, 4 it describes something else, any other: refused.
set -euo pipefail
export AWS_PAGER='' AWS_DEFAULT_OUTPUT=text

image=123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7
account=$(aws sts get-caller-identity --query Account)

# A private VPC whose group lets its members exchange IKE and ESP, both ways, as documented.
vpc=$(aws ec2 create-vpc --cidr-block 10.30.0.0/16 --query Vpc.VpcId)
aws ec2 wait vpc-available --vpc-ids "$vpc"
first=$(aws ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.30.1.0/24 --query Subnet.SubnetId)
second=$(aws ec2 create-subnet --vpc-id "$vpc" --cidr-block 10.30.2.0/24 --query Subnet.SubnetId)
group=$(aws ec2 create-security-group --vpc-id "$vpc" --group-name training --description 'Encrypted training' --query GroupId)
itself="UserIdGroupPairs=[{GroupId=$group}]"
for direction in ingress egress; do
  aws ec2 "authorize-security-group-$direction" --group-id "$group" --ip-permissions \
    "IpProtocol=udp,FromPort=500,ToPort=500,$itself" "IpProtocol=50,$itself" >/dev/null
done

launch() {
  aws sagemaker create-training-job --training-job-name "$1" \
    --role-arn "arn:aws:iam::$account:role/training" \
    --algorithm-specification "TrainingImage=$image,TrainingInputMode=File" \
    --output-data-config S3OutputPath=s3://models/fraud \
    --resource-config InstanceType=ml.m5.xlarge,InstanceCount=2,VolumeSizeInGB=30 \
    --stopping-condition MaxRuntimeInSeconds=3600 \
    --vpc-config "Subnets=$first,$second,SecurityGroupIds=$group" \
    --enable-inter-container-traffic-encryption >/dev/null
}

# What a job is, in one line: flag, instances, network, status.
described() {
  aws sagemaker describe-training-job --training-job-name "$1" --query \
    "join(' ', [to_string(EnableInterContainerTrafficEncryption), to_string(ResourceConfig.InstanceCount), join(',', VpcConfig.Subnets), join(',', VpcConfig.SecurityGroupIds), TrainingJobStatus])"
}

name=fraud-$(date +%s%N)
launch "$name"
aws sagemaker wait training-job-completed-or-stopped --training-job-name "$name"
job=$(described "$name")
echo "$name: $job"

launch "$name-stopped"
at_work=$(described "$name-stopped")
# The CLI sends times in whole seconds: this second may have begun before the job was created, the next one has not.
status=$(aws sagemaker list-training-jobs --name-contains "$name-stopped" \
  --creation-time-before "$(($(date +%s) + 1))" --query 'TrainingJobSummaries[].TrainingJobStatus')
aws sagemaker stop-training-job --training-job-name "$name-stopped"
aws sagemaker wait training-job-completed-or-stopped --training-job-name "$name-stopped"
stopped=$(described "$name-stopped")
echo "$name-stopped: $at_work, listed as $status, then $stopped"

listed=$(aws sagemaker list-training-jobs --name-contains "$name" --page-size 1 \
  --query 'sort(TrainingJobSummaries[].TrainingJobName)' --output json | tr -d ' \n')
echo "listed: $listed"

[ "$job" = "true 2 $first,$second $group Completed" ] || exit 4
[ "$at_work" = "true 2 $first,$second $group InProgress" ] || exit 4
[ "$status" = InProgress ] || exit 4
[ "$stopped" = "true 2 $first,$second $group Stopped" ] || exit 4
[ "$listed" = "[\"$name\",\"$name-stopped\"]" ] || exit 4
