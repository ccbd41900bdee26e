@harness
Feature: Requests are judged before anything is launched
  `train-encrypt lint` reads requests, events and definitions. Without a network it judges the flag and the VPC; with one
  it judges as much as `check` and `serve`.

  Rule: The kind of a document is recognized by its content

    Scenario Outline: <document>
      When train-encrypt lints the example <document>
      Then it ends with <code>
      And it prints <what>
      And it shows no stack trace

      Examples: what decides is not in the document
        | document      | code | what                                                                        |
        | training-job.json | 0 | ? NOT SHOWN  fraud-v7  CreateTrainingJob, 2 × ml.p4d.24xlarge, private VPC |
        | pipeline.json | 0    | Unknown: flag: EnableInterContainerTrafficEncryption is taken from         |

      Examples: unencrypted
        | document              | code | what                                                                                      |
        | tuning-job.yaml       | 1    | there is TrainingJobDefinitions.2.EnableInterContainerEncryption, which is no member      |
        | cloudtrail-event.json | 1    | NetworkConfig.EnableInterContainerTrafficEncryption was not sent                          |
        | state-machine.asl.json | 1   | The 2 instances of Evaluate would exchange unencrypted traffic                                       |
        | template.yaml         | 1    | ✗ UNENCRYPTED  Machine Train  CreateTrainingJob, 2 × ml.p4d.24xlarge, VPC unknown         |

    Example: from standard input
      Given the file job.yaml with the text
        """
        TrainingJobName: fraud-v7
        ResourceConfig: { InstanceType: ml.m5.xlarge, InstanceCount: 2 }
        """
      When train-encrypt lints job.yaml from standard input
      Then it ends with 1
      And it prints standard input:1

    Example: findings have file and line
      When train-encrypt lints the example tuning-job.yaml
      Then it prints examples/lint/tuning-job.yaml:13

  Rule: A network is written by hand, or taken from EC2's responses

    Example: the documented rules
      When train-encrypt lints the example training-job.json with the network of network.yaml
      Then it ends with 0
      And it prints ✓ ENCRYPTED  fraud-v7

    Example: outbound ESP is missing
      When train-encrypt lints the example training-job.json with the network of network-without-esp.yaml
      Then it ends with 1
      And it prints ✗ BLOCKED  fraud-v7
      And it prints does not let ESP
      And it prints aws ec2 authorize-security-group-egress

    Example: without a network the answer is not shown
      When train-encrypt lints the example training-job.json
      Then it ends with 0
      And it prints Give the network with --network <file> or --aws

  Rule: A job is judged in the network that its own document defines

    Scenario Outline: <document>
      When train-encrypt is run with 'lint support/lint/testing/shapes/<document>'
      Then it ends with <code>
      And it prints <what>

      Examples:
        | document                       | code | what                                                                    |
        | cloudformation/right.yaml      | 0    | ✓ ENCRYPTED  Quality  CreateDataQualityJobDefinition                    |
        | cloudformation/wrong.yaml      | 1    | give Group an inbound rule: ESP                                          |
        | cloudformation/both-ways.yaml  | 1    | if not IsProd                                                           |
        | cdk/Wrong.template.json        | 1    | GroupC77FDACD does not let ESP in                                       |
        | terraform-plan/plan.json       | 1    | ✗ BLOCKED  aws_sagemaker_model_bias_job_definition.rules                |
        | terraform-plan/plan.json       | 1    | NetworkConfig.VpcConfig.SecurityGroupIds is known after apply           |
        | kubernetes/blocked.json        | 1    | ✗ BLOCKED  features  CreateProcessingJob                                |

  Rule: What is not shown is no failure, unless it is asked for

    Example: with --require-shown
      When train-encrypt is run with 'lint examples/lint/training-job.json --require-shown'
      Then it ends with 1
      And it prints 1 not shown

    Example: one line for each job that is no tick
      When train-encrypt is run with 'lint examples/lint/tuning-job.yaml --compact --only-failures'
      Then it ends with 1
      And it prints ✗ UNENCRYPTED  fraud-tuning TrainingJobDefinitions.2

  Rule: What can be judged is judged, and the rest is named and counted

    Example: a file that is nothing that lint knows
      When train-encrypt is run with 'lint package.json examples/lint/tuning-job.yaml'
      Then it ends with 1
      And it prints package.json is nothing that lint knows
      And it prints 1 skipped

  Rule: With --aws the network is read from EC2, with the user's credentials

    Example: the security group has the documented rules
      Given train-encrypt serves
      And a private VPC whose security group has the documented rules
      When train-encrypt lints an encrypted job with 2 instances in that VPC, with --aws
      Then it ends with 0
      And it prints the network of EC2 in eu-central-1

    Example: ESP is missing
      Given train-encrypt serves
      And a private VPC whose security group has the documented rules
      But outbound ESP is not allowed
      When train-encrypt lints an encrypted job with 2 instances in that VPC, with --aws
      Then it ends with 1
      And it prints outbound-rules

    Example: no credentials
      When train-encrypt lints the example training-job.json with --aws and no credentials
      Then it ends with 3
      And it prints no AWS credentials can be had
      And it shows no stack trace

  Rule: Wrong usage ends with 2 and names the mistake

    Scenario Outline: lint <arguments>
      When train-encrypt is run with 'lint <arguments>'
      Then it ends with 2
      And it prints <what>
      And it shows no stack trace

      Examples:
        | arguments                                                                   | what                                              |
        |                                                                             | missing required argument                         |
        | nowhere.json                                                                | nowhere.json cannot be read (ENOENT)              |
        | package.json                                                                | package.json is nothing that lint knows           |
        | features/harness/lint.feature                                               | is neither JSON nor YAML                          |
        | examples/lint/training-job.json --aws --network examples/lint/network.yaml  | Give one of them                                  |
        | examples/lint/training-job.json --region eu-central-1                       | Add --aws, or leave it out                        |
        | examples/lint/training-job.json --network examples/lint/pipeline.json       | unrecognized key                                  |
        | - -                                                                         | can be read once only                             |

    Example: a definition without a job
      Given the file machine.json with the text
        """
        { "StartAt": "Wait", "States": { "Wait": { "Type": "Wait", "Seconds": 1, "End": true } } }
        """
      When train-encrypt lints machine.json
      Then it ends with 2
      And it prints Nothing was judged

  Rule: Reports for other programs

    Example: JSON on standard output, and nothing else
      When train-encrypt lints the example tuning-job.yaml with --json -
      Then it ends with 1
      And its report has 2 jobs, 1 of them unencrypted

    Example: SARIF at the line of the definition
      When train-encrypt lints the example tuning-job.yaml with a SARIF report
      Then its report names request-flag at line 13 of examples/lint/tuning-job.yaml

    Example: a report that cannot be written
      When train-encrypt is run with 'lint examples/lint/training-job.json --sarif package.json/x.sarif'
      Then it ends with 3
      And it prints package.json/x.sarif cannot be written
