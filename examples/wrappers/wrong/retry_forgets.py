"""Wrong: retries by itself, and puts the request together again from what it remembers of it."""

import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

import given


def main() -> None:
    given.require_network()
    # The SDK's own retries would send the same request again.
    sagemaker = boto3.client("sagemaker", config=Config(retries={"total_max_attempts": 1}))
    network = {
        "VpcConfig": {"Subnets": given.SUBNETS, "SecurityGroupIds": given.GROUPS},
        "EnableInterContainerTrafficEncryption": True,
    }
    for wait in (0.1, 0.2, 0.4):
        try:
            sagemaker.create_training_job(**given.training_request(), **network)
            return
        except ClientError as error:
            if error.response["Error"]["Code"] != "ThrottlingException":
                raise
            print("throttled, trying again")
            network = {}
            time.sleep(wait)
    raise SystemExit("throttled too often")


if __name__ == "__main__":
    main()
