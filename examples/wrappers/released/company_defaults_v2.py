"""A wrapper on the SageMaker SDK v2 that leaves encryption to the company's defaults: company.yaml."""

from sagemaker import Session
from sagemaker.estimator import Estimator

import given

given.require_network()
Estimator(
    sagemaker_session=Session(default_bucket="fraud-artifacts"),
    role=given.ROLE,
    image_uri=given.IMAGE,
    instance_type=given.INSTANCE_TYPE,
    instance_count=given.INSTANCES,
    output_path=given.OUTPUT,
    subnets=given.SUBNETS,
    security_group_ids=given.GROUPS,
).fit(job_name=given.name(), wait=False)
