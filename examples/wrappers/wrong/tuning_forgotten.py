"""Wrong: the training job is encrypted, and the definition of the tuning job's training jobs was written beside it."""

import boto3

import given


def main() -> None:
    given.require_network()
    sagemaker = boto3.client("sagemaker")
    network = {"VpcConfig": {"Subnets": given.SUBNETS, "SecurityGroupIds": given.GROUPS}}
    sagemaker.create_training_job(
        **given.training_request(), **network, EnableInterContainerTrafficEncryption=True
    )
    sagemaker.create_hyper_parameter_tuning_job(**given.tuning_request({**given.training_request(), **network}))


if __name__ == "__main__":
    main()
