"""Launches a training job with the SageMaker Python SDK v3, encrypted."""

import sys

from botocore.exceptions import ClientError
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.shapes import InstanceGroup
from sagemaker.train import ModelTrainer
from sagemaker.train.configs import Compute, Networking, OutputDataConfig

import given


def main() -> None:
    given.require_network()
    ModelTrainer(
        sagemaker_session=Session(),
        role=given.ROLE,
        base_job_name="fraud",
        training_image=given.IMAGE,
        compute=compute(),
        networking=Networking(
            subnets=given.SUBNETS,
            security_group_ids=given.GROUPS,
            enable_inter_container_traffic_encryption=True,
        ),
        output_data_config=OutputDataConfig(s3_output_path=given.OUTPUT),
    ).train(wait=False)


def compute() -> Compute:
    if not given.INSTANCE_GROUPS:
        return Compute(instance_type=given.INSTANCE_TYPE, instance_count=given.INSTANCES)
    groups = [
        InstanceGroup(
            instance_group_name=group["InstanceGroupName"],
            instance_type=group["InstanceType"],
            instance_count=group["InstanceCount"],
        )
        for group in given.INSTANCE_GROUPS
    ]
    return Compute(instance_groups=groups)


if __name__ == "__main__":
    try:
        main()
    except ClientError as error:
        sys.exit(f"refused: {error}")
