"""Wrong: one instance has nobody to talk to, so it is launched outside the VPC: with the encryption, the isolation goes."""

import boto3

import given


def main() -> None:
    network = {}
    if given.INSTANCES > 1:
        given.require_network()
        network = {
            "VpcConfig": {"Subnets": given.SUBNETS, "SecurityGroupIds": given.GROUPS},
            "EnableInterContainerTrafficEncryption": True,
        }
    boto3.client("sagemaker").create_training_job(**given.training_request(), **network)


if __name__ == "__main__":
    main()
