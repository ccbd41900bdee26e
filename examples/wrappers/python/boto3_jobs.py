"""Launches a training job and a tuning job with boto3, both encrypted."""

import sys

import boto3
from botocore.exceptions import ClientError

import given


def main() -> None:
    given.require_network()
    sagemaker = boto3.client("sagemaker")
    training = {
        **given.training_request(),
        "VpcConfig": {"Subnets": given.SUBNETS, "SecurityGroupIds": given.GROUPS},
        "EnableInterContainerTrafficEncryption": True,
    }
    sagemaker.create_training_job(**training)
    print(f"launched {training['TrainingJobName']}")
    tuning = given.tuning_request(training)
    sagemaker.create_hyper_parameter_tuning_job(**tuning)
    print(f"launched {tuning['HyperParameterTuningJobName']}")


if __name__ == "__main__":
    try:
        main()
    except ClientError as error:
        sys.exit(f"refused: {error}")
