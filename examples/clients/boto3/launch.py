"""Launches encrypted training jobs with boto3: a network with the documented rules, one job to its end, one stopped.

The environment alone (AWS_ENDPOINT_URL, keys, region) decides where it goes.
Exit codes: 0 what the service describes is what was asked for, 1 it refused something, 4 it describes something else.
"""

import sys
import time

import boto3
from botocore.exceptions import ClientError

IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7"


def create_network(ec2) -> dict:
    """A private VPC whose group lets its members exchange IKE and ESP, both ways, as documented."""
    vpc = ec2.create_vpc(CidrBlock="10.30.0.0/16")["Vpc"]["VpcId"]
    ec2.get_waiter("vpc_available").wait(VpcIds=[vpc])
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=cidr)["Subnet"]["SubnetId"] for cidr in ("10.30.1.0/24", "10.30.2.0/24")
    ]
    ec2.get_waiter("subnet_available").wait(SubnetIds=subnets)
    group = ec2.create_security_group(VpcId=vpc, GroupName="training", Description="Encrypted training")["GroupId"]
    ec2.get_waiter("security_group_exists").wait(GroupIds=[group])
    itself = [{"GroupId": group}]
    rules = [
        {"IpProtocol": "udp", "FromPort": 500, "ToPort": 500, "UserIdGroupPairs": itself},
        {"IpProtocol": "50", "UserIdGroupPairs": itself},
    ]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=rules)
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=rules)
    return {"Subnets": subnets, "SecurityGroupIds": [group]}


def launch(sagemaker, role: str, name: str, network: dict) -> None:
    sagemaker.create_training_job(
        TrainingJobName=name,
        RoleArn=role,
        AlgorithmSpecification={"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        OutputDataConfig={"S3OutputPath": "s3://models/fraud"},
        ResourceConfig={"InstanceType": "ml.m5.xlarge", "InstanceCount": 2, "VolumeSizeInGB": 30},
        StoppingCondition={"MaxRuntimeInSeconds": 3600},
        VpcConfig=network,
        EnableInterContainerTrafficEncryption=True,
    )


def is_as_asked(job: dict, network: dict, status: str) -> bool:
    return (
        job["EnableInterContainerTrafficEncryption"] is True
        and job["ResourceConfig"]["InstanceCount"] == 2
        and job["VpcConfig"] == network
        and job["TrainingJobStatus"] == status
    )


def main() -> int:
    account = boto3.client("sts").get_caller_identity()["Account"]
    role = f"arn:aws:iam::{account}:role/training"
    sagemaker = boto3.client("sagemaker")
    ended = sagemaker.get_waiter("training_job_completed_or_stopped")
    network = create_network(boto3.client("ec2"))

    name = f"fraud-{time.time_ns()}"
    launch(sagemaker, role, name, network)
    ended.wait(TrainingJobName=name)
    job = sagemaker.describe_training_job(TrainingJobName=name)
    print(f"{name}: {job['TrainingJobStatus']}, encrypted: {job['EnableInterContainerTrafficEncryption']}")

    other = f"{name}-stopped"
    launch(sagemaker, role, other, network)
    at_work = sagemaker.describe_training_job(TrainingJobName=other)
    # Many releases of boto3 send whole seconds: this one may have begun before the job was created, the next one has not.
    soon = int(time.time()) + 1
    summaries = sagemaker.list_training_jobs(NameContains=other, CreationTimeBefore=soon)["TrainingJobSummaries"]
    sagemaker.stop_training_job(TrainingJobName=other)
    ended.wait(TrainingJobName=other)
    stopped = sagemaker.describe_training_job(TrainingJobName=other)
    print(f"{other}: {stopped['TrainingJobStatus']}")

    pages = sagemaker.get_paginator("list_training_jobs").paginate(NameContains=name, PaginationConfig={"PageSize": 1})
    listed = [summary["TrainingJobName"] for page in pages for summary in page["TrainingJobSummaries"]]
    print(f"listed: {', '.join(sorted(listed))}")

    print(f"at work: {at_work['TrainingJobStatus']}, listed: {[one['TrainingJobStatus'] for one in summaries]}")
    as_asked = (
        is_as_asked(job, network, "Completed")
        and is_as_asked(at_work, network, "InProgress")
        and [summary["TrainingJobStatus"] for summary in summaries] == ["InProgress"]
        and is_as_asked(stopped, network, "Stopped")
    )
    return 0 if as_asked and sorted(listed) == [name, other] else 4


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ClientError as error:
        print(f"refused: {error}", file=sys.stderr)
        sys.exit(1)
