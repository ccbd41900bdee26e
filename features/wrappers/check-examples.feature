@wrapper
Feature: Wrappers that are right, and wrappers that are wrong
  examples/wrappers has small wrappers like those that teams have. The right ones pass in every situation. Each wrong one
  has a defect that has occurred in practice, and fails only where the defect shows, with the finding that names it.

  Rule: The right ones pass in every situation, each wrong one fails with its own finding

    @requires:boto3
    Example: in Python, on boto3
      When check tries the examples boto3, lost-keyword, tuning-forgotten, groups-alone, public-when-alone, falls-back, retry-forgets and denial-swallowed
      Then the right one, boto3, passes in every situation
      But the wrong ones fail with these findings and no others
        | wrapper           | situation           | finding               | member                                                       |
        | lost-keyword      | documented          | flag-not-sent         | EnableInterContainerTrafficEncryption                        |
        | tuning-forgotten  | documented          | flag-not-sent         | TrainingJobDefinition.EnableInterContainerTrafficEncryption  |
        | groups-alone      | no-subnets          | vpc-not-sent          | VpcConfig                                                    |
        | groups-alone      | no-subnets          | launched-anyway       |                                                              |
        | groups-alone      | no-vpc              | launched-anyway       |                                                              |
        | public-when-alone | one-instance        | vpc-not-sent          | VpcConfig                                                    |
        | falls-back        | no-rules            | fallback-in-the-clear | EnableInterContainerTrafficEncryption                        |
        | falls-back        | esp-missing         | fallback-in-the-clear | EnableInterContainerTrafficEncryption                        |
        | falls-back        | wrong-vpc           | fallback-in-the-clear | VpcConfig                                                    |
        | retry-forgets     | throttled-twice     | retry-weaker          | VpcConfig                                                    |
        | retry-forgets     | throttled-twice     | retry-weaker          | EnableInterContainerTrafficEncryption                        |
        | denial-swallowed  | denied-without-flag | error-hidden          |                                                              |
      And the README of the examples lists them

    @requires:sagemaker-v2
    Example: in Python, on the SageMaker SDK v2
      When check tries the examples sagemaker-v2 and processing-forgotten
      Then the right one, sagemaker-v2, passes in every situation
      But the wrong ones fail with these findings and no others
        | wrapper              | situation  | finding       | member                                              |
        | processing-forgotten | documented | flag-not-sent | NetworkConfig.EnableInterContainerTrafficEncryption |
        | processing-forgotten | documented | vpc-not-sent  | NetworkConfig.VpcConfig                             |
      And the README of the examples lists them

    @requires:sagemaker-v3
    Example: in Python, on the SageMaker SDK v3
      When check tries the examples sagemaker-v3 and tuner-of-v3
      Then the right one, sagemaker-v3, passes in every situation
      But the wrong ones fail with these findings and no others
        | wrapper     | situation  | finding       | member                                                      |
        | tuner-of-v3 | documented | flag-not-sent | TrainingJobDefinition.EnableInterContainerTrafficEncryption |
      And the README of the examples lists them

    @requires:aws-cli
    Example: in shell, on the AWS CLI
      When check tries the examples aws-cli, hard-coded-count, pipe, dry-run and wrong-group
      Then the right one, aws-cli, passes in every situation
      But the wrong ones fail with these findings and no others
        | wrapper          | situation     | finding         | member                        |
        | hard-coded-count | one-instance  | shape-not-taken | ResourceConfig.InstanceCount  |
        | hard-coded-count | heterogeneous | shape-not-taken | ResourceConfig.InstanceGroups |
        | pipe             | esp-missing   | error-hidden    |                               |
        | dry-run          | documented    | no-call         |                               |
        | wrong-group      | documented    | vpc-changed     | VpcConfig.SecurityGroupIds    |
      And the README of the examples lists them

    Example: in TypeScript
      When check tries the examples typescript, default-subnets and string-flag
      Then the right one, typescript, passes in every situation
      But the wrong ones fail with these findings and no others
        | wrapper         | situation  | finding     | member                                |
        | default-subnets | documented | vpc-changed | VpcConfig.Subnets                     |
        | string-flag     | documented | flag-false  | EnableInterContainerTrafficEncryption |
      And the README of the examples lists them

    @requires:go-wrappers
    Example: in Go
      When check tries the examples go and train-by-count
      Then the right one, go, passes in every situation
      But the wrong ones fail with these findings and no others
        | wrapper        | situation     | finding    | member                                |
        | train-by-count | heterogeneous | flag-false | EnableInterContainerTrafficEncryption |
      And the README of the examples lists them

  Rule: The examples cover every situation

    Example: every situation fails some wrapper
      Then every situation has a wrong example that fails in it

    Example: the README lists the examples
      Then the README names every example and no others
