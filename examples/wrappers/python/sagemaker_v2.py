"""Launches a training job and the processing job before it with the SageMaker Python SDK v2, both encrypted."""

import sys

from botocore.exceptions import ClientError
from sagemaker import Session
from sagemaker.estimator import Estimator
from sagemaker.instance_group import InstanceGroup
from sagemaker.network import NetworkConfig
from sagemaker.processing import Processor

import given


def main() -> None:
    given.require_network()
    # A bucket by name: to find the default one the SDK asks STS at a host of AWS's.
    session = Session(default_bucket="fraud-artifacts")
    Processor(
        sagemaker_session=session,
        role=given.ROLE,
        image_uri=given.IMAGE,
        instance_type=given.INSTANCE_TYPE,
        instance_count=given.INSTANCES,
        network_config=NetworkConfig(
            encrypt_inter_container_traffic=True, subnets=given.SUBNETS, security_group_ids=given.GROUPS
        ),
    ).run(wait=False, logs=False)
    Estimator(
        sagemaker_session=session,
        role=given.ROLE,
        image_uri=given.IMAGE,
        output_path=given.OUTPUT,
        subnets=given.SUBNETS,
        security_group_ids=given.GROUPS,
        encrypt_inter_container_traffic=True,
        **instances(),
    ).fit(job_name=given.name(), wait=False)


def instances() -> dict:
    if not given.INSTANCE_GROUPS:
        return {"instance_type": given.INSTANCE_TYPE, "instance_count": given.INSTANCES}
    groups = [
        InstanceGroup(group["InstanceGroupName"], group["InstanceType"], group["InstanceCount"])
        for group in given.INSTANCE_GROUPS
    ]
    return {"instance_groups": groups}


if __name__ == "__main__":
    try:
        main()
    except ClientError as error:
        sys.exit(f"refused: {error}")
