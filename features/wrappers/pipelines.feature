@wrapper
Feature: Wrappers that run pipelines and state machines
  The service launches the jobs of a pipeline or a state machine. They are judged as jobs that a wrapper launches itself:
  by the flag, the VPC, and whether their instances can reach one another.

  Rule: The jobs that an execution launches decide

    Example: a pipeline, on the AWS SDK for JavaScript
      When check tries the examples pipeline-typescript and unset-parameter
      Then the wrong ones fail with these findings and no others
        | wrapper         | situation  | finding    | member                                |
        | unset-parameter | documented | flag-false | EnableInterContainerTrafficEncryption |
      And the README of the examples lists them

    @requires:sagemaker-v2
    Example: a pipeline, on the SageMaker SDK v2, which waits for its end
      When check tries the examples pipeline-v2
      Then check passes
      And the README of the examples lists them

    @requires:boto3
    Example: a state machine, on boto3
      When check tries the examples state-machine
      Then check passes
      And the README of the examples lists them
