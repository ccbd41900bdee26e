@wrapper
Feature: Released SDKs that lose the encryption
  Each launcher here asks its SDK for encryption in the documented way. On a release with a known defect the SDK loses it, and check
  says which member is lost. On the release that mended the defect the same launcher passes. Nothing in the judgement knows these
  cases: they are found by what was sent.

  Rule: A defective release fails, with the member that it loses, and the release that mended it passes

    @requires:releases
    Scenario Outline: sagemaker-python-sdk <issue>: <what is lost>
      When the launcher <launcher> runs on <defective> in the situation <situation>
      Then check fails
      And it finds <finding>
      When the launcher <launcher> runs on <mended> in the situation <situation>
      Then check passes

      Examples:
        | issue | what is lost                             | launcher     | defective         | mended            | situation  | finding                                                                  |
        | #1320 | processing jobs cannot ask for the flag  | processor.py | sagemaker-1.57.0  | sagemaker-1.58.0  | documented | flag-not-sent of NetworkConfig.EnableInterContainerTrafficEncryption     |
        | #2107 | the VPC, with groups and no subnets      | estimator.py | sagemaker-2.200.0 | sagemaker-2.200.1 | no-subnets | vpc-not-sent of VpcConfig                                                |
        | #3010 | the client refuses what the service takes | monitor.py   | sagemaker-2.80.0  | sagemaker-2.81.0  | documented | no-call, with EnableInterContainerTrafficEncryption is not supported near |

    @requires:releases
    Example: sagemaker-python-sdk #1910: the client fails at a schedule that is described without NetworkConfig
      # On one instance, outside any VPC: somebody answers for that until the end of 2099.
      When check tries the launchers of attach.yaml
      Then attach-2.14.0 fails with exit-code, and KeyError: 'NetworkConfig' near
      But attach-2.15.0 passes with its exceptions

  Rule: What no release has mended is found all the same

    @requires:sagemaker-v2
    Scenario Outline: requests that the SageMaker SDK v2 makes for Airflow's operators, <jobs>
      When the launcher airflow_task.py <jobs> runs on the SageMaker SDK v2 in the situation documented
      Then check fails
      And it finds flag-not-sent of <member>
      And it finds nothing else

      Examples: training_config and tuning_config of 2.257.7, the last release of v2
        | jobs     | member                                                      |
        | training | EnableInterContainerTrafficEncryption                       |
        | tuning   | TrainingJobDefinition.EnableInterContainerTrafficEncryption |

    @requires:sagemaker-v2
    Example: the company's defaults for AutoML, which AutoMLV2 of 2.257.7 looks for in another place
      When the launcher company_defaults_automl.py runs on the SageMaker SDK v2 in the situation documented with company.yaml
      Then check fails
      And it finds flag-false of SecurityConfig.EnableInterContainerTrafficEncryption
      And it finds nothing else

    @requires:sagemaker-v2 @requires:sagemaker-v3
    Example: the company's defaults for training, which an upgrade from v2 to ModelTrainer of 3.27.0 loses
      When the launcher company_defaults_v2.py runs on the SageMaker SDK v2 in the situation documented with company.yaml
      Then check passes
      When the launcher company_defaults_v3.py runs on the SageMaker SDK v3 in the situation documented with company.yaml
      Then check fails
      And it finds flag-not-sent of EnableInterContainerTrafficEncryption
      And it finds nothing else
