"""Launches encrypted jobs with the SageMaker Python SDK v3: training, tuning, processing and model monitoring, each with
two instances in a network that has the documented rules, and one training job that is stopped.

    python launch.py                     all of them
    python launch.py training tuning     those named

The environment alone (AWS_ENDPOINT_URL, keys, region) decides where it goes. Exit codes: 0 what the service describes
is what was asked for, 1 it refused something, 4 it describes something else.
"""

import sys
import time

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from sagemaker.core.helper.session_helper import Session
from sagemaker.core.model_monitor import CronExpressionGenerator, DefaultModelMonitor
from sagemaker.core.network import NetworkConfig
from sagemaker.core.parameter import ContinuousParameter
from sagemaker.core.processing import Processor
from sagemaker.core.resources import DataQualityJobDefinition, MonitoringSchedule, ProcessingJob, TrainingJob
from sagemaker.train import ModelTrainer
from sagemaker.train.configs import Compute, InputData, Networking, OutputDataConfig
from sagemaker.train.tuner import HyperparameterTuner

IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7"
# By its name: the SDK asks IAM for its ARN, and whether it may do what such a job needs.
ROLE = "training"
INSTANCES = {"instance_type": "ml.m5.xlarge", "instance_count": 2}


class EncryptedTuner(HyperparameterTuner):
    """HyperparameterTuner of 3.27.0 gives its jobs the VPC of its trainer, but not the flag: this one adds it."""

    def _build_training_job_definition(self, inputs):
        definition = super()._build_training_job_definition(inputs)
        networking = self.model_trainer.networking
        definition.enable_inter_container_traffic_encryption = networking.enable_inter_container_traffic_encryption
        return definition


class Wrapper:
    def __init__(self) -> None:
        # A bucket by name; see default_bucket below.
        self.session = Session(default_bucket="fraud-artifacts")
        self.name = f"fraud-{time.time_ns()}"
        self.subnets, self.groups = create_network(boto3.client("ec2"))
        self.network = NetworkConfig(
            encrypt_inter_container_traffic=True, subnets=self.subnets, security_group_ids=self.groups
        )

    def trainer(self) -> ModelTrainer:
        return ModelTrainer(
            sagemaker_session=self.session,
            role=ROLE,
            base_job_name=self.name,
            training_image=IMAGE,
            compute=Compute(**INSTANCES),
            networking=Networking(
                subnets=self.subnets,
                security_group_ids=self.groups,
                enable_inter_container_traffic_encryption=True,
            ),
            hyperparameters={"depth": 4},
            output_data_config=OutputDataConfig(s3_output_path="s3://fraud-artifacts/models"),
        )

    def training(self) -> bool:
        """To its end, with data that the SDK uploads and logs that it shows."""
        data = self.session.upload_string_as_file_body("1,2,3\n", self.session.default_bucket(), "data/train.csv")
        trainer = self.trainer()
        trainer.train([InputData(channel_name="train", data_source=data)])
        name = trainer._latest_training_job.training_job_name
        listed = TrainingJob.get_all(name_contains=self.name)
        return [job.training_job_name for job in listed] == [name] and is_as_asked(self, name, "Completed")

    def stopped(self) -> bool:
        trainer = self.trainer()
        trainer.train(wait=False)
        job = trainer._latest_training_job
        job.stop()
        job.wait(poll=1)
        return is_as_asked(self, job.training_job_name, "Stopped")

    def tuning(self, tuner_class: type[HyperparameterTuner] = EncryptedTuner) -> bool:
        tuner = tuner_class(
            self.trainer(),
            objective_metric_name="loss",
            objective_type="Minimize",
            metric_definitions=[{"Name": "loss", "Regex": "loss=([0-9.]+)"}],
            hyperparameter_ranges={"eta": ContinuousParameter(0.1, 0.5)},
            max_jobs=2,
            max_parallel_jobs=2,
        )
        tuner.tune(job_name=f"fraud-{time.time_ns() // 1_000_000}")
        children = list(tuner.latest_tuning_job.get_all_training_jobs())
        return len(children) == 2 and all(is_as_asked(self, one.training_job_name, "Completed") for one in children)

    def tuning_as_released(self) -> bool:
        return self.tuning(HyperparameterTuner)

    def processing(self) -> bool:
        processor = Processor(
            sagemaker_session=self.session, role=ROLE, image_uri=IMAGE, network_config=self.network, **INSTANCES
        )
        processor.run(logs=False)
        job = ProcessingJob.get(processor.latest_job.processing_job_name)
        print(f"{job.processing_job_name}: {job.processing_job_status}")
        instances = job.processing_resources.cluster_config.instance_count
        return job.processing_job_status == "Completed" and instances == 2 and is_network(self, job.network_config)

    def monitoring(self) -> bool:
        monitor = DefaultModelMonitor(
            sagemaker_session=self.session, role=ROLE, network_config=self.network, **INSTANCES
        )
        monitor.create_monitoring_schedule(
            monitor_schedule_name=self.name,
            endpoint_input="fraud",
            output_s3_uri=f"s3://{self.session.default_bucket()}/reports",
            schedule_cron_expression=CronExpressionGenerator.hourly(),
        )
        schedule = MonitoringSchedule.get(self.name)
        schedule.wait_for_status("Scheduled", poll=1)
        definition = DataQualityJobDefinition.get(schedule.monitoring_schedule_config.monitoring_job_definition_name)
        listed = [one.monitoring_schedule_name for one in MonitoringSchedule.get_all(name_contains=self.name)]
        monitor.stop_monitoring_schedule()
        schedule.wait_for_status("Stopped", poll=1)
        print(f"{self.name}: {schedule.monitoring_schedule_status}")
        return (
            listed == [self.name]
            and definition.job_resources.cluster_config.instance_count == 2
            and is_network(self, definition.network_config)
        )

    def default_bucket(self) -> bool:
        """Not among those launched: to name a bucket of its own the SDK asks STS at a host of AWS's for the account,
        whatever AWS_ENDPOINT_URL says."""
        bucket = Session().default_bucket()
        print(f"default bucket: {bucket}")
        return bucket.startswith("sagemaker-")


def is_as_asked(wrapper: Wrapper, name: str, status: str) -> bool:
    job = TrainingJob.get(name)
    print(f"{name}: {job.training_job_status}, encrypted: {job.enable_inter_container_traffic_encryption}")
    return (
        job.enable_inter_container_traffic_encryption is True
        and job.resource_config.instance_count == 2
        and job.vpc_config.subnets == wrapper.subnets
        and job.vpc_config.security_group_ids == wrapper.groups
        and job.training_job_status == status
    )


def is_network(wrapper: Wrapper, network) -> bool:
    print(f"encrypted: {network.enable_inter_container_traffic_encryption}")
    return (
        network.enable_inter_container_traffic_encryption is True
        and network.vpc_config.subnets == wrapper.subnets
        and network.vpc_config.security_group_ids == wrapper.groups
    )


def create_network(ec2) -> tuple[list[str], list[str]]:
    """Subnets and groups of a private VPC whose members can exchange IKE and ESP, both ways, as documented."""
    vpc = ec2.create_vpc(CidrBlock="10.30.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=cidr)["Subnet"]["SubnetId"] for cidr in ("10.30.1.0/24", "10.30.2.0/24")
    ]
    group = ec2.create_security_group(VpcId=vpc, GroupName="training", Description="Encrypted training")["GroupId"]
    itself = [{"GroupId": group}]
    rules = [
        {"IpProtocol": "udp", "FromPort": 500, "ToPort": 500, "UserIdGroupPairs": itself},
        {"IpProtocol": "50", "UserIdGroupPairs": itself},
    ]
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=rules)
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=rules)
    return subnets, [group]


def main(kinds: list[str]) -> int:
    wrapper = Wrapper()
    for kind in kinds or ["training", "stopped", "tuning", "processing", "monitoring"]:
        if not getattr(wrapper, kind)():
            print(f"{kind}: not as asked for")
            return 4
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (BotoCoreError, ClientError) as error:
        print(f"refused: {error}", file=sys.stderr)
        sys.exit(1)
