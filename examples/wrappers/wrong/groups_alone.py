"""Wrong: a VPC is made of subnets and groups when both are there; when one is missing, it is left out without a word,
and the flag with it, because it needs a VPC."""

import boto3

import given


def main() -> None:
    network = {}
    if given.SUBNETS and given.GROUPS:
        network = {
            "VpcConfig": {"Subnets": given.SUBNETS, "SecurityGroupIds": given.GROUPS},
            "EnableInterContainerTrafficEncryption": True,
        }
    boto3.client("sagemaker").create_training_job(**given.training_request(), **network)


if __name__ == "__main__":
    main()
