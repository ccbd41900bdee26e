"""A wrapper of model monitoring on one instance, outside any VPC as it always was, that looks at its schedule afterwards.

sagemaker-python-sdk #1910: up to 2.14.0 the SDK fails at a schedule that is described without NetworkConfig.
"""

from sagemaker import Session
from sagemaker.model_monitor import CronExpressionGenerator, ModelMonitor, MonitoringOutput

import given

session = Session(default_bucket="fraud-artifacts")
name = given.name()
ModelMonitor(
    sagemaker_session=session,
    role=given.ROLE,
    image_uri=given.IMAGE,
    instance_type=given.INSTANCE_TYPE,
    instance_count=given.INSTANCES,
    env={"TEAM": "fraud"},
).create_monitoring_schedule(
    monitor_schedule_name=name,
    endpoint_input="fraud",
    output=MonitoringOutput("/opt/ml/processing/output", f"{given.OUTPUT}/reports"),
    schedule_cron_expression=CronExpressionGenerator.hourly(),
)
print(f"attached to {ModelMonitor.attach(name, sagemaker_session=session).monitoring_schedule_name}")
