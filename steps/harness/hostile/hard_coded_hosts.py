"""Launches an encrypted job at a hard-coded host of AWS's, then reaches for hosts that are none of AWS's."""

import os
import sys
import urllib.request

import boto3
import botocore.config
import certifi

# Without a proxy it would leave this machine.
if not os.environ.get("HTTPS_PROXY", "").startswith("http://127.0.0.1:"):
    sys.exit("no proxy")

NOT_OURS = {"verify": certifi.where(), "config": botocore.config.Config(retries={"total_max_attempts": 1})}


def attempt(what, call):
    try:
        call()
        print(f"{what}: answered")
    except Exception as error:
        print(f"{what}: {type(error).__name__}")


sagemaker = boto3.client("sagemaker", endpoint_url="https://api.sagemaker.eu-central-1.amazonaws.com")
sagemaker.create_training_job(
    TrainingJobName="fraud",
    RoleArn=os.environ["TRAIN_ENCRYPT_ROLE_ARN"],
    AlgorithmSpecification={"TrainingImage": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud:7", "TrainingInputMode": "File"},
    OutputDataConfig={"S3OutputPath": "s3://fraud-models/jobs"},
    ResourceConfig={"InstanceType": "ml.m5.xlarge", "InstanceCount": 2, "VolumeSizeInGB": 30},
    StoppingCondition={"MaxRuntimeInSeconds": 3600},
    VpcConfig={
        "Subnets": os.environ["TRAIN_ENCRYPT_SUBNETS"].split(","),
        "SecurityGroupIds": os.environ["TRAIN_ENCRYPT_SECURITY_GROUPS"].split(","),
    },
    EnableInterContainerTrafficEncryption=True,
)
attempt("usage", lambda: urllib.request.urlopen("https://usage.example.com/launched", timeout=5))
attempt("plain", lambda: urllib.request.urlopen("http://metrics.example.com:8125/launched", timeout=5))
attempt(
    "pinned",
    lambda: boto3.client("sts", endpoint_url="https://sts.eu-central-1.amazonaws.com", **NOT_OURS).get_caller_identity(),
)
