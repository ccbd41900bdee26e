"""Launches a training job with the SageMaker Python SDK, as a team's own wrapper would.

It knows nothing of train-encrypt: the environment alone (AWS_ENDPOINT_URL and the keys) decides where it goes.

    python launch.py --instances 2 --subnets subnet-1 subnet-2 --security-groups sg-1

Exit codes: 0 the job was launched and is described as asked for, 1 the service refused it, 4 the job that the service
describes is not the one that was asked for.
"""

import argparse
import os
import sys

from botocore.exceptions import ClientError
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.resources import TrainingJob
from sagemaker.train import ModelTrainer
from sagemaker.train.configs import Compute, Networking, OutputDataConfig


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Launch an encrypted training job.")
    parser.add_argument("--instances", type=int, default=2)
    parser.add_argument("--instance-type", default="ml.m5.xlarge")
    parser.add_argument("--subnets", nargs="*", default=words("TRAIN_ENCRYPT_SUBNETS"))
    parser.add_argument("--security-groups", nargs="*", default=words("TRAIN_ENCRYPT_SECURITY_GROUPS"))
    parser.add_argument("--role", default=os.environ.get("TRAIN_ENCRYPT_ROLE_ARN"))
    return parser.parse_args()


def words(variable: str) -> list[str]:
    return [word for word in os.environ.get(variable, "").split(",") if word]


def launch(args: argparse.Namespace) -> TrainingJob:
    trainer = ModelTrainer(
        sagemaker_session=Session(),
        role=args.role,
        base_job_name="fraud",
        training_image="123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7",
        compute=Compute(instance_type=args.instance_type, instance_count=args.instances),
        networking=Networking(
            subnets=args.subnets or None,
            security_group_ids=args.security_groups or None,
            enable_inter_container_traffic_encryption=True,
        ),
        output_data_config=OutputDataConfig(s3_output_path="s3://models/fraud"),
    )
    trainer.train(wait=False)
    return trainer._latest_training_job


def main() -> int:
    args = arguments()
    try:
        job = launch(args)
    except ClientError as error:
        print(f"refused: {error.response['Error']['Code']}: {error.response['Error']['Message']}", file=sys.stderr)
        return 1
    job.refresh()
    network = job.vpc_config
    print(f"launched {job.training_job_name}: {job.training_job_status}")
    print(f"encrypted: {job.enable_inter_container_traffic_encryption}")
    print(f"instances: {job.resource_config.instance_count}")
    print(f"subnets: {','.join(network.subnets) if network else 'none'}")
    as_asked = (
        job.enable_inter_container_traffic_encryption is True
        and job.resource_config.instance_count == args.instances
        and (network.subnets if network else []) == args.subnets
    )
    return 0 if as_asked else 4


if __name__ == "__main__":
    sys.exit(main())
