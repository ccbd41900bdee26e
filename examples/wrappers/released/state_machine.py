"""Renders the state machine of a pipeline with the Step Functions data science SDK: a processing job, then a training job.

    state_machine.py > definition.json

stepfunctions 2.3.0, the last release, makes its training jobs with training_config: EnableInterContainerTrafficEncryption is
lost, in processing jobs it is kept. Issue #100, where all of NetworkConfig was lost, was fixed by sagemaker 1.70.2.
"""

import warnings

from sagemaker import Session
from sagemaker.estimator import Estimator
from sagemaker.network import NetworkConfig
from sagemaker.processing import Processor

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from stepfunctions.steps import Chain, Graph, ProcessingStep, TrainingStep

import given

given.require_network()
session = Session(default_bucket="fraud-artifacts")
instances = {"role": given.ROLE, "instance_type": given.INSTANCE_TYPE, "instance_count": given.INSTANCES}
processor = Processor(
    sagemaker_session=session,
    image_uri=given.IMAGE,
    network_config=NetworkConfig(
        encrypt_inter_container_traffic=True, subnets=given.SUBNETS, security_group_ids=given.GROUPS
    ),
    **instances,
)
estimator = Estimator(
    sagemaker_session=session,
    image_uri=given.IMAGE,
    output_path=given.OUTPUT,
    subnets=given.SUBNETS,
    security_group_ids=given.GROUPS,
    encrypt_inter_container_traffic=True,
    **instances,
)
steps = Chain(
    [
        ProcessingStep("Prepare", processor=processor, job_name="prepare"),
        TrainingStep("Train", estimator=estimator, job_name="train"),
    ]
)
print(Graph(steps).to_json(pretty=True))
