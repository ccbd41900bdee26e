"""Wrong: leaves the flag out, and takes the account's AccessDenied for a warning."""

import boto3
from botocore.exceptions import ClientError

import given


def main() -> None:
    given.require_network()
    try:
        boto3.client("sagemaker").create_training_job(
            **given.training_request(), VpcConfig={"Subnets": given.SUBNETS, "SecurityGroupIds": given.GROUPS}
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "AccessDeniedException":
            raise
        print(f"warning: {error}")
    print("done")


if __name__ == "__main__":
    main()
