@wrapper
Feature: Released AWS clients
  The programs of examples/clients launch jobs as a team would, each on a released SDK or the AWS CLI. They know nothing of
  train-encrypt, and run unchanged, as processes of their own, against `train-encrypt serve`. Each creates a private VPC
  with the documented rules, launches encrypted jobs with two instances, waits for them, reads their descriptions and
  lists, stops one that it has described and listed, and exits with an error when a description differs from its request. A proxy refuses every other
  connection and records it.

  Rule: The endpoint describes jobs as a released client requested them

    Scenario Outline: <client>
      Given <endpoint>
      When the program for the <client> launches its jobs
      Then it ends with 0
      And each of its <kinds> jobs has 2 instances, is encrypted and has the VPC it made
      And one of its training jobs was stopped, every other one completed
      And it tried to reach nothing else

      @requires:boto3
      Examples: boto3, with its waiters
        | client | endpoint             | kinds    |
        | boto3  | train-encrypt serves | training |

      @requires:aws-cli
      Examples: the AWS CLI, with its waiters
        | client  | endpoint             | kinds    |
        | AWS CLI | train-encrypt serves | training |

      @requires:sagemaker-v2
      Examples: Estimator, HyperparameterTuner, Processor and DefaultModelMonitor
        | client           | endpoint             | kinds                               |
        | SageMaker SDK v2 | train-encrypt serves | training, processing and monitoring |

      @requires:sagemaker-v3
      Examples: ModelTrainer, HyperparameterTuner, Processor and DefaultModelMonitor; it describes a job before it can stop it
        | client           | endpoint             | kinds                               |
        | SageMaker SDK v3 | train-encrypt serves | training, processing and monitoring |

      @requires:java
      Examples: version 2
        | client   | endpoint             | kinds    |
        | Java SDK | train-encrypt serves | training |

      @requires:go
      Examples: version 2
        | client | endpoint             | kinds    |
        | Go SDK | train-encrypt serves | training |

      Examples: version 3
        | client         | endpoint             | kinds    |
        | JavaScript SDK | train-encrypt serves | training |

  Rule: A client notices when its jobs are described otherwise

    Scenario Outline: <client>
      Given train-encrypt serves
      And a proxy that drops the flag from every create request
      When the program for the <client> launches its jobs
      Then it ends with 4

      @requires:boto3
      Examples:
        | client |
        | boto3  |

      @requires:aws-cli
      Examples:
        | client  |
        | AWS CLI |

      @requires:sagemaker-v2
      Examples:
        | client           |
        | SageMaker SDK v2 |

      @requires:sagemaker-v3
      Examples:
        | client           |
        | SageMaker SDK v3 |

      @requires:java
      Examples:
        | client   |
        | Java SDK |

      @requires:go
      Examples:
        | client |
        | Go SDK |

      Examples:
        | client         |
        | JavaScript SDK |

  Rule: A released client that loses the flag is detected

    @requires:sagemaker-v3 @claim:tuning-jobs
    Example: the tuner of the SageMaker SDK v3, release 3.27.0, omits the flag of its trainer
      Given train-encrypt serves
      When the program for the SageMaker SDK v3 launches tuning_as_released
      Then it ends with 4
      And it prints encrypted: False

  Rule: Calls to hosts beyond the endpoint stay on this machine and are reported

    Scenario Outline: usage reports of the <client>
      Given train-encrypt serves
      # They are sent in the background; the job that is launched last gives them time.
      When the program for the <client> launches training and processing with its usage reports enabled
      Then it ends with 0
      And besides the endpoint it tried to reach only sm-pysdk-t-eu-central-1.s3.eu-central-1.amazonaws.com

      @requires:sagemaker-v2
      Examples:
        | client           |
        | SageMaker SDK v2 |

      @requires:sagemaker-v3
      Examples:
        | client           |
        | SageMaker SDK v3 |

    Scenario Outline: the default bucket of the <client>
      Given train-encrypt serves
      When the program for the <client> launches default_bucket
      Then it ends with 1
      And it prints refused: Failed to connect to proxy
      And besides the endpoint it tried to reach only sts.eu-central-1.amazonaws.com

      @requires:sagemaker-v2
      Examples:
        | client           |
        | SageMaker SDK v2 |

      @requires:sagemaker-v3
      Examples:
        | client           |
        | SageMaker SDK v3 |
