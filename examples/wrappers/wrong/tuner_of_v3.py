"""Wrong: trusts HyperparameterTuner of the SageMaker Python SDK v3 (3.27.0) to hand its trainer's networking on. It hands
on the VPC, and not the flag."""

from sagemaker.core.helper.session_helper import Session
from sagemaker.core.parameter import ContinuousParameter
from sagemaker.train import ModelTrainer
from sagemaker.train.configs import Compute, Networking, OutputDataConfig
from sagemaker.train.tuner import HyperparameterTuner

import given


def main() -> None:
    given.require_network()
    trainer = ModelTrainer(
        sagemaker_session=Session(),
        role=given.ROLE,
        base_job_name="fraud",
        training_image=given.IMAGE,
        compute=Compute(instance_type=given.INSTANCE_TYPE, instance_count=given.INSTANCES),
        networking=Networking(
            subnets=given.SUBNETS,
            security_group_ids=given.GROUPS,
            enable_inter_container_traffic_encryption=True,
        ),
        hyperparameters={"depth": 4},
        output_data_config=OutputDataConfig(s3_output_path=given.OUTPUT),
    )
    HyperparameterTuner(
        trainer,
        objective_metric_name="loss",
        objective_type="Minimize",
        metric_definitions=[{"Name": "loss", "Regex": "loss=(.*)"}],
        hyperparameter_ranges={"eta": ContinuousParameter(0.1, 0.5)},
        max_jobs=2,
        max_parallel_jobs=2,
    ).tune(wait=False)


if __name__ == "__main__":
    main()
