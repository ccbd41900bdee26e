"""A wrapper of processing jobs that is to run on whatever SageMaker SDK is installed: it passes on what that one knows.

sagemaker-python-sdk #1320: up to 1.57.0 a NetworkConfig cannot ask for encryption.
"""

import inspect

from sagemaker.network import NetworkConfig
from sagemaker.processing import Processor

import given

given.require_network()
settings = {
    "subnets": given.SUBNETS,
    "security_group_ids": given.GROUPS,
    "encrypt_inter_container_traffic": True,
}
known = inspect.signature(NetworkConfig.__init__).parameters
Processor(
    role=given.ROLE,
    image_uri=given.IMAGE,
    instance_type=given.INSTANCE_TYPE,
    instance_count=given.INSTANCES,
    network_config=NetworkConfig(**{name: value for name, value in settings.items() if name in known}),
).run(wait=False, logs=False)
