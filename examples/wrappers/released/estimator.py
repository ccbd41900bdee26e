"""A wrapper that passes on what it is given, and leaves it to the SDK to say what is missing.

sagemaker-python-sdk #2107: up to 2.200.0 an Estimator with security groups and no subnets drops the VPC without a word.
"""

from sagemaker.estimator import Estimator

import given

Estimator(
    role=given.ROLE,
    image_uri=given.IMAGE,
    instance_type=given.INSTANCE_TYPE,
    instance_count=given.INSTANCES,
    output_path=given.OUTPUT,
    subnets=given.SUBNETS or None,
    security_group_ids=given.GROUPS or None,
    encrypt_inter_container_traffic=True,
).fit(job_name=given.name(), wait=False)
