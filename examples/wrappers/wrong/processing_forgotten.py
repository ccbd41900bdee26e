"""Wrong: the estimator is encrypted, and the processing job before it got no NetworkConfig."""

from sagemaker import Session
from sagemaker.estimator import Estimator
from sagemaker.processing import Processor

import given


def main() -> None:
    given.require_network()
    session = Session(default_bucket="fraud-artifacts")
    instances = {"role": given.ROLE, "instance_type": given.INSTANCE_TYPE, "instance_count": given.INSTANCES}
    Processor(sagemaker_session=session, image_uri=given.IMAGE, **instances).run(wait=False, logs=False)
    Estimator(
        sagemaker_session=session,
        image_uri=given.IMAGE,
        output_path=given.OUTPUT,
        subnets=given.SUBNETS,
        security_group_ids=given.GROUPS,
        encrypt_inter_container_traffic=True,
        **instances,
    ).fit(job_name=given.name(), wait=False)


if __name__ == "__main__":
    main()
