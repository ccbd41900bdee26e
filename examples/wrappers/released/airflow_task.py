"""What an Airflow task of a team does: lets the SageMaker SDK (v2) make the requests of its operators, and sends them.

    airflow_task.py training|tuning

training_config and tuning_config leave out EnableInterContainerTrafficEncryption: so in 2.257.7, the last release of v2.
"""

import sys

import boto3
from sagemaker import Session
from sagemaker.estimator import Estimator
from sagemaker.tuner import ContinuousParameter, HyperparameterTuner
from sagemaker.workflow.airflow import training_config, tuning_config

import given

given.require_network()
estimator = Estimator(
    sagemaker_session=Session(default_bucket="fraud-artifacts"),
    role=given.ROLE,
    image_uri=given.IMAGE,
    instance_type=given.INSTANCE_TYPE,
    instance_count=given.INSTANCES,
    output_path=given.OUTPUT,
    hyperparameters={"depth": 4},
    subnets=given.SUBNETS,
    security_group_ids=given.GROUPS,
    encrypt_inter_container_traffic=True,
)
sagemaker = boto3.client("sagemaker")
if sys.argv[1:] == ["training"]:
    sagemaker.create_training_job(**training_config(estimator, job_name=given.name()))
else:
    tuner = HyperparameterTuner(
        estimator,
        objective_metric_name="loss",
        objective_type="Minimize",
        metric_definitions=[{"Name": "loss", "Regex": "loss=(.*)"}],
        hyperparameter_ranges={"eta": ContinuousParameter(0.1, 0.5)},
        max_jobs=2,
        max_parallel_jobs=2,
    )
    sagemaker.create_hyper_parameter_tuning_job(**tuning_config(tuner, inputs=None, job_name=given.name("tune")))
