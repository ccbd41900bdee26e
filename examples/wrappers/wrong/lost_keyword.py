"""Wrong: a helper in between takes the keywords it knows, and swallows encrypt=True with the others."""

import boto3

import given


def main() -> None:
    given.require_network()
    launch(subnets=given.SUBNETS, groups=given.GROUPS, encrypt=True, tags=[])


def launch(subnets: list[str], groups: list[str], **others) -> None:
    boto3.client("sagemaker").create_training_job(
        **given.training_request(), VpcConfig={"Subnets": subnets, "SecurityGroupIds": groups}
    )


if __name__ == "__main__":
    main()
