"""A wrapper of AutoML jobs that leaves encryption to the company's defaults: company.yaml.

AutoMLV2 reads AutoMLJob's default in place of AutoMLJobV2's, and sends false: so in 2.257.7, the last release of v2.
"""

from sagemaker import Session
from sagemaker.automl.automlv2 import AutoMLDataChannel, AutoMLTabularConfig, AutoMLV2

import given

given.require_network()
AutoMLV2(
    AutoMLTabularConfig(target_attribute_name="fraudulent"),
    sagemaker_session=Session(default_bucket="fraud-artifacts"),
    role=given.ROLE,
    output_path=given.OUTPUT,
    vpc_config={"Subnets": given.SUBNETS, "SecurityGroupIds": given.GROUPS},
).fit(
    inputs=[AutoMLDataChannel("S3Prefix", "s3://fraud-data/train", content_type="text/csv;header=present")],
    job_name=given.name("automl"),
    wait=False,
    logs=False,
)
