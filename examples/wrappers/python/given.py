"""What a wrapper of this team gets from its environment, and what is the same for all of its jobs."""

import json
import os
import sys
import time

IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7"
INSTANCE_TYPE = "ml.m5.xlarge"
OUTPUT = "s3://fraud-models/jobs"


def words(variable: str) -> list[str]:
    return [word for word in os.environ.get(variable, "").split(",") if word]


SUBNETS = words("TRAIN_ENCRYPT_SUBNETS")
GROUPS = words("TRAIN_ENCRYPT_SECURITY_GROUPS")
ROLE = os.environ.get("TRAIN_ENCRYPT_ROLE_ARN", "")
INSTANCES = int(os.environ.get("TRAIN_ENCRYPT_INSTANCES") or 2)
# A heterogeneous cluster: a list as ResourceConfig.InstanceGroups takes it, or nothing.
INSTANCE_GROUPS = json.loads(os.environ.get("TRAIN_ENCRYPT_INSTANCE_GROUPS") or "[]")


def require_network() -> None:
    """Encryption needs a private VPC: without one nothing is launched."""
    if not SUBNETS or not GROUPS:
        sys.exit("refused: subnets and security groups are both needed to encrypt the traffic between instances")


def name(prefix: str = "fraud") -> str:
    return f"{prefix}-{time.time_ns() // 1_000_000}"


def resources() -> dict:
    shape = {"InstanceGroups": INSTANCE_GROUPS} if INSTANCE_GROUPS else one_type(INSTANCES)
    return {**shape, "VolumeSizeInGB": 30}


def one_type(count: int) -> dict:
    return {"InstanceType": INSTANCE_TYPE, "InstanceCount": count}


def training_request() -> dict:
    """All of CreateTrainingJob but for its network and encryption."""
    return {
        "TrainingJobName": name(),
        "RoleArn": ROLE,
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "OutputDataConfig": {"S3OutputPath": OUTPUT},
        "ResourceConfig": resources(),
        "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
    }


def tuning_request(definition: dict) -> dict:
    """CreateHyperParameterTuningJob around a definition of its training jobs, two of them at once."""
    objective = {"Type": "Minimize", "MetricName": "loss"}
    algorithm = {**definition["AlgorithmSpecification"], "MetricDefinitions": [{"Name": "loss", "Regex": "loss=(.*)"}]}
    definition = {key: value for key, value in definition.items() if key != "TrainingJobName"}
    return {
        "HyperParameterTuningJobName": name("tune"),
        "HyperParameterTuningJobConfig": {
            "Strategy": "Bayesian",
            "HyperParameterTuningJobObjective": objective,
            "ResourceLimits": {"MaxNumberOfTrainingJobs": 2, "MaxParallelTrainingJobs": 2},
            "ParameterRanges": {"ContinuousParameterRanges": [{"Name": "eta", "MinValue": "0.1", "MaxValue": "0.5"}]},
        },
        "TrainingJobDefinition": {**definition, "AlgorithmSpecification": algorithm},
    }
