"""Launches encrypted jobs with the SageMaker Python SDK v2: training, tuning, processing and model monitoring, each with
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
from sagemaker import Session
from sagemaker.estimator import Estimator
from sagemaker.model_monitor import CronExpressionGenerator, DefaultModelMonitor
from sagemaker.network import NetworkConfig
from sagemaker.processing import ProcessingInput, Processor
from sagemaker.tuner import ContinuousParameter, HyperparameterTuner

IMAGE = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud-model:7"
METRICS = [{"Name": "loss", "Regex": "loss=([0-9.]+)"}]
# A role by its name: the SDK asks IAM for its ARN.
INSTANCES = {"role": "training", "instance_type": "ml.m5.xlarge", "instance_count": 2}


class Wrapper:
    def __init__(self) -> None:
        # A bucket by name; see default_bucket below.
        self.session = Session(default_bucket="fraud-artifacts")
        self.sagemaker = self.session.sagemaker_client
        self.name = f"fraud-{time.time_ns()}"
        self.subnets, self.groups = create_network(boto3.client("ec2"))
        self.network = NetworkConfig(
            encrypt_inter_container_traffic=True, subnets=self.subnets, security_group_ids=self.groups
        )

    def estimator(self) -> Estimator:
        return Estimator(
            sagemaker_session=self.session,
            image_uri=IMAGE,
            metric_definitions=METRICS,
            subnets=self.subnets,
            security_group_ids=self.groups,
            encrypt_inter_container_traffic=True,
            **INSTANCES,
        )

    def training(self) -> bool:
        """To its end, with data that the SDK uploads and logs that it shows."""
        data = self.session.upload_string_as_file_body("1,2,3\n", self.session.default_bucket(), "data/train.csv")
        estimator = self.estimator()
        estimator.fit({"train": data}, job_name=self.name, logs="All")
        pages = self.sagemaker.get_paginator("list_training_jobs").paginate(NameContains=self.name)
        listed = [job["TrainingJobName"] for page in pages for job in page["TrainingJobSummaries"]]
        return listed == [self.name] and self.is_as_asked(self.name, "Completed")

    def stopped(self) -> bool:
        name = f"{self.name}-stopped"
        self.estimator().fit(job_name=name, wait=False)
        self.sagemaker.stop_training_job(TrainingJobName=name)
        self.session.wait_for_job(name, poll=1)
        return self.is_as_asked(name, "Stopped")

    def tuning(self) -> bool:
        tuner = HyperparameterTuner(
            self.estimator(),
            objective_metric_name="loss",
            objective_type="Minimize",
            metric_definitions=METRICS,
            hyperparameter_ranges={"eta": ContinuousParameter(0.1, 0.5)},
            max_jobs=2,
            max_parallel_jobs=2,
        )
        tuner.fit()
        children = tuner.analytics().training_job_summaries()
        return len(children) == 2 and all(self.is_as_asked(one["TrainingJobName"], "Completed") for one in children)

    def processing(self) -> bool:
        processor = Processor(
            sagemaker_session=self.session, image_uri=IMAGE, network_config=self.network, **INSTANCES
        )
        source = f"s3://{self.session.default_bucket()}/data/train.csv"
        processor.run(inputs=[ProcessingInput(source, "/opt/ml/processing/input")], logs=False)
        job = processor.latest_job.describe()
        print(f"{job['ProcessingJobName']}: {job['ProcessingJobStatus']}")
        instances = job["ProcessingResources"]["ClusterConfig"]["InstanceCount"]
        return job["ProcessingJobStatus"] == "Completed" and instances == 2 and self.is_network(job["NetworkConfig"])

    def monitoring(self) -> bool:
        monitor = DefaultModelMonitor(sagemaker_session=self.session, network_config=self.network, **INSTANCES)
        monitor.create_monitoring_schedule(
            monitor_schedule_name=self.name,
            endpoint_input="fraud",
            output_s3_uri=f"s3://{self.session.default_bucket()}/reports",
            schedule_cron_expression=CronExpressionGenerator.hourly(),
        )
        schedule = monitor.describe_schedule()
        definition = self.sagemaker.describe_data_quality_job_definition(
            JobDefinitionName=schedule["MonitoringScheduleConfig"]["MonitoringJobDefinitionName"]
        )
        listed = self.sagemaker.list_monitoring_schedules(NameContains=self.name)["MonitoringScheduleSummaries"]
        monitor.stop_monitoring_schedule()
        status = monitor.describe_schedule()["MonitoringScheduleStatus"]
        print(f"{self.name}: {schedule['MonitoringScheduleStatus']}, then {status}")
        return (
            len(listed) == 1
            and status == "Stopped"
            and definition["JobResources"]["ClusterConfig"]["InstanceCount"] == 2
            and self.is_network(definition["NetworkConfig"])
        )

    def default_bucket(self) -> bool:
        """Not among those launched: to name a bucket of its own the SDK asks STS at a host of AWS's for the account,
        whatever AWS_ENDPOINT_URL says."""
        bucket = Session().default_bucket()
        print(f"default bucket: {bucket}")
        return bucket.startswith("sagemaker-")

    def is_as_asked(self, name: str, status: str) -> bool:
        job = self.sagemaker.describe_training_job(TrainingJobName=name)
        print(f"{name}: {job['TrainingJobStatus']}, encrypted: {job['EnableInterContainerTrafficEncryption']}")
        return (
            job["EnableInterContainerTrafficEncryption"] is True
            and job["ResourceConfig"]["InstanceCount"] == 2
            and job["VpcConfig"] == {"Subnets": self.subnets, "SecurityGroupIds": self.groups}
            and job["TrainingJobStatus"] == status
        )

    def is_network(self, network: dict) -> bool:
        print(f"encrypted: {network['EnableInterContainerTrafficEncryption']}")
        return (
            network["EnableInterContainerTrafficEncryption"] is True
            and network["VpcConfig"] == {"Subnets": self.subnets, "SecurityGroupIds": self.groups}
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
