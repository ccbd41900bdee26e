"""The same wrapper after the upgrade to v3, with the same company.yaml.

ModelTrainer does not heed the defaults' TrainingJob.EnableInterContainerTrafficEncryption: so in 3.27.0.
"""

from sagemaker.core.helper.session_helper import Session
from sagemaker.train import ModelTrainer
from sagemaker.train.configs import Compute, Networking, OutputDataConfig

import given

given.require_network()
ModelTrainer(
    sagemaker_session=Session(),
    role=given.ROLE,
    base_job_name="fraud",
    training_image=given.IMAGE,
    compute=Compute(instance_type=given.INSTANCE_TYPE, instance_count=given.INSTANCES),
    networking=Networking(subnets=given.SUBNETS, security_group_ids=given.GROUPS),
    output_data_config=OutputDataConfig(s3_output_path=given.OUTPUT),
).train(wait=False)
