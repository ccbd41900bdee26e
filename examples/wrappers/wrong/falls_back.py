"""Wrong: what the service will not run encrypted is run unencrypted."""

import boto3
from botocore.exceptions import ClientError

import given


def main() -> None:
    given.require_network()
    sagemaker = boto3.client("sagemaker")
    network = {"VpcConfig": {"Subnets": given.SUBNETS, "SecurityGroupIds": given.GROUPS}}
    try:
        sagemaker.create_training_job(
            **given.training_request(), **network, EnableInterContainerTrafficEncryption=True
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ValidationException":
            raise
        print(f"trying without encryption: {error}")
        sagemaker.create_training_job(**given.training_request())


if __name__ == "__main__":
    main()
