"""Runs a pipeline with the SageMaker Python SDK v2 and waits for it: a processing job, then a training job, both encrypted."""

import sys

from botocore.exceptions import ClientError, WaiterError
from sagemaker.estimator import Estimator
from sagemaker.inputs import TrainingInput
from sagemaker.instance_group import InstanceGroup
from sagemaker.network import NetworkConfig
from sagemaker.processing import ProcessingOutput, Processor
from sagemaker.workflow.parameters import ParameterInteger
from sagemaker.workflow.pipeline import Pipeline
from sagemaker.workflow.pipeline_context import PipelineSession
from sagemaker.workflow.steps import ProcessingStep, TrainingStep

import given


def main() -> None:
    given.require_network()
    session = PipelineSession(default_bucket="fraud-artifacts")
    instances = ParameterInteger(name="ProcessingInstances", default_value=1)
    processor = Processor(
        sagemaker_session=session,
        role=given.ROLE,
        image_uri=given.IMAGE,
        instance_type=given.INSTANCE_TYPE,
        instance_count=instances,
        network_config=NetworkConfig(
            encrypt_inter_container_traffic=True, subnets=given.SUBNETS, security_group_ids=given.GROUPS
        ),
    )
    clean = ProcessingStep(
        name="Clean",
        step_args=processor.run(
            outputs=[ProcessingOutput(output_name="clean", source="/opt/ml/processing/output", destination="s3://fraud-models/clean")]
        ),
    )
    estimator = Estimator(
        sagemaker_session=session,
        role=given.ROLE,
        image_uri=given.IMAGE,
        output_path=given.OUTPUT,
        subnets=given.SUBNETS,
        security_group_ids=given.GROUPS,
        encrypt_inter_container_traffic=True,
        **shape(),
    )
    cleaned = clean.properties.ProcessingOutputConfig.Outputs["clean"].S3Output.S3Uri
    train = TrainingStep(name="Train", step_args=estimator.fit({"train": TrainingInput(s3_data=cleaned)}))
    pipeline = Pipeline(name="fraud", parameters=[instances], steps=[clean, train], sagemaker_session=session)
    pipeline.upsert(role_arn=given.ROLE)
    execution = pipeline.start(parameters={"ProcessingInstances": given.INSTANCES})
    try:
        execution.wait(delay=1)
    except WaiterError:
        sys.exit(f"refused: {execution.describe().get('FailureReason')}")
    for step in execution.list_steps():
        print(step["StepName"], step["StepStatus"])


def shape() -> dict:
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
