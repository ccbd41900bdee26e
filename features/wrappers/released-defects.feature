@wrapper
Feature: Released SDKs that lose the encryption
  Each wrapper here requests encryption from its SDK in the documented way. On a release with a known defect the SDK loses
  it, and check names the lost member. On the release with the fix the same wrapper passes. The judgement has no special
  case for any of them: it compares requests.

  Rule: A defective release fails with the lost member, and the release with the fix passes

    @requires:releases
    Scenario Outline: sagemaker-python-sdk <issue>: <what is lost>
      When the wrapper <wrapper> runs on <defective> in the situation <situation>
      Then check fails
      And it finds <finding>
      When the wrapper <wrapper> runs on <fixed> in the situation <situation>
      Then check passes

      Examples:
        | issue | what is lost                             | wrapper     | defective         | fixed            | situation  | finding                                                                  |
        | #1320 | processing jobs have no flag             | processor.py | sagemaker-1.57.0  | sagemaker-1.58.0  | documented | flag-not-sent of NetworkConfig.EnableInterContainerTrafficEncryption     |
        | #2107 | the VPC, with groups and no subnets      | estimator.py | sagemaker-2.200.0 | sagemaker-2.200.1 | no-subnets | vpc-not-sent of VpcConfig                                                |

    @requires:releases
    Example: sagemaker-python-sdk #3010: the client rejects the flag, so nothing is requested
      When the wrapper monitor.py runs on sagemaker-2.80.0 in the situation documented
      Then check shows nothing
      And it finds no-call, closest match: EnableInterContainerTrafficEncryption is not supported
      When the wrapper monitor.py runs on sagemaker-2.81.0 in the situation documented
      Then check passes

    @requires:releases
    Example: sagemaker-python-sdk #1910: the client fails at a schedule that is described without NetworkConfig
      # On one instance, outside any VPC: an exception covers that until the end of 2099.
      When check tries the wrappers of attach.yaml
      Then attach-2.14.0 fails with exit-code, closest match: KeyError: 'NetworkConfig'
      But attach-2.15.0 passes with its exceptions

  Rule: Defects without a fixed release

    @requires:sagemaker-v2
    Scenario Outline: requests that the SageMaker SDK v2 makes for Airflow's operators, <jobs>
      When the wrapper airflow_task.py <jobs> runs on the SageMaker SDK v2 in the situation documented
      Then check fails
      And it finds flag-not-sent of <member>
      And it finds nothing else

      Examples: training_config and tuning_config of 2.257.7, the last release of v2
        | jobs     | member                                                      |
        | training | EnableInterContainerTrafficEncryption                       |
        | tuning   | TrainingJobDefinition.EnableInterContainerTrafficEncryption |

    @requires:sagemaker-v2
    Example: the company's defaults for AutoML, which AutoMLV2 of 2.257.7 reads from another place
      When the wrapper company_defaults_automl.py runs on the SageMaker SDK v2 in the situation documented with company.yaml
      Then check fails
      And it finds flag-false of SecurityConfig.EnableInterContainerTrafficEncryption
      And it finds nothing else

    @requires:sagemaker-v2 @requires:sagemaker-v3
    Example: the company's defaults for training, which an upgrade from v2 to ModelTrainer of 3.27.0 loses
      When the wrapper company_defaults_v2.py runs on the SageMaker SDK v2 in the situation documented with company.yaml
      Then check passes
      When the wrapper company_defaults_v3.py runs on the SageMaker SDK v3 in the situation documented with company.yaml
      Then check fails
      And it finds flag-not-sent of EnableInterContainerTrafficEncryption
      And it finds nothing else

  Rule: A definition that an SDK renders is judged before anything is launched

    @requires:releases
    Example: stepfunctions 2.3.0, the last release: its TrainingStep loses the flag, its ProcessingStep keeps all of NetworkConfig
      # Issue #100 was about ProcessingStep; sagemaker 1.70.2 fixed what it stands on.
      When lint reads the state machine that stepfunctions-2.3.0 renders
      Then it ends with 1
      And it prints ? NOT SHOWN  prepare
      And it prints ✗ UNENCRYPTED  train
      And it prints would exchange unencrypted traffic

    @requires:cdk
    Example: aws-cdk-lib 2.276.0, whose SageMakerCreateTrainingJob has no property for the flag: PR #21751 was never merged
      When lint reads the state machine that aws-cdk-lib renders
      Then it ends with 1
      And it prints ✗ UNENCRYPTED  fraud
      And it prints would exchange unencrypted traffic

    Example: aws-samples/secure-data-science-reference-architecture #5: a security group without a self-reference
      When lint reads the request of the reference architecture with network.yaml
      Then it ends with 1
      And it prints its security group sg-0a1b2c3d does not let UDP 500 and ESP
      When lint reads the request of the reference architecture with network-fixed.yaml
      Then it ends with 0
