"""A wrapper of model monitoring.

sagemaker-python-sdk #3010: up to 2.80.0 the SDK refuses to ask for encryption, which the service does.
"""

from sagemaker import Session
from sagemaker.model_monitor import CronExpressionGenerator, DefaultModelMonitor
from sagemaker.network import NetworkConfig

import given

given.require_network()
DefaultModelMonitor(
    sagemaker_session=Session(default_bucket="fraud-artifacts"),
    role=given.ROLE,
    instance_type=given.INSTANCE_TYPE,
    instance_count=given.INSTANCES,
    network_config=NetworkConfig(
        encrypt_inter_container_traffic=True, subnets=given.SUBNETS, security_group_ids=given.GROUPS
    ),
).create_monitoring_schedule(
    monitor_schedule_name=given.name(),
    endpoint_input="fraud",
    output_s3_uri=f"{given.OUTPUT}/reports",
    schedule_cron_expression=CronExpressionGenerator.hourly(),
)
