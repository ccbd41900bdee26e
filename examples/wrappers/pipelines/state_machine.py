"""Runs a Step Functions state machine with boto3 and waits for it: it launches an encrypted training job."""

import json
import sys
import time

import boto3
from botocore.exceptions import ClientError

import given

DEFINITION = {
    "StartAt": "Train",
    "States": {
        "Train": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sagemaker:createTrainingJob.sync",
            "Parameters": {
                "TrainingJobName.$": "$.name",
                "RoleArn.$": "$.role",
                "AlgorithmSpecification": {"TrainingImage": given.IMAGE, "TrainingInputMode": "File"},
                "OutputDataConfig": {"S3OutputPath": given.OUTPUT},
                "ResourceConfig.$": "$.resources",
                "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
                "VpcConfig": {"Subnets.$": "$.subnets", "SecurityGroupIds.$": "$.groups"},
                "EnableInterContainerTrafficEncryption": True,
            },
            "End": True,
        }
    },
}


def main() -> None:
    given.require_network()
    states = boto3.client("stepfunctions")
    machine = states.create_state_machine(name="fraud", roleArn=given.ROLE, definition=json.dumps(DEFINITION))
    given_input = {
        "name": given.name(),
        "role": given.ROLE,
        "resources": given.resources(),
        "subnets": given.SUBNETS,
        "groups": given.GROUPS,
    }
    execution = states.start_execution(stateMachineArn=machine["stateMachineArn"], input=json.dumps(given_input))
    while (state := states.describe_execution(executionArn=execution["executionArn"]))["status"] == "RUNNING":
        time.sleep(0.5)
    if state["status"] != "SUCCEEDED":
        sys.exit(f"refused: {state['status']}, {state.get('error')}: {state.get('cause')}")


if __name__ == "__main__":
    try:
        main()
    except ClientError as error:
        sys.exit(f"refused: {error}")
