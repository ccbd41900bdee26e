@wrapper
Feature: Released AWS clients
  The programs of examples/clients launch jobs as a team would, each on a released SDK or the AWS CLI. They know nothing of
  train-encrypt, and run here as they stand, as processes of their own, against what `train-encrypt serve` listens on. Each
  creates a private VPC with the documented rules, launches encrypted jobs with two instances, waits for their end, looks
  at how they are described and listed, stops one that it has described and listed, and ends with an exit code other than 0 when what is described is not
  what it asked for. A proxy that lets nothing out sees what else they try to reach.

  Rule: What a released client asks for is what the endpoint describes

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

  Rule: A client whose jobs are not described as it asked for them says so

    Scenario Outline: <client>
      Given train-encrypt serves
      And something in between forgets the flag of whatever is created
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

  Rule: A released client that loses the flag is found out

    @requires:sagemaker-v3 @claim:tuning-jobs
    Example: the tuner of the SageMaker SDK v3, release 3.27.0, leaves out the flag of its trainer
      Given train-encrypt serves
      When the program for the SageMaker SDK v3 launches tuning_as_released
      Then it ends with 4
      And it says encrypted: False

  Rule: What a client asks of AWS itself, whatever its endpoint, stays on this machine and is known

    Scenario Outline: usage reports of the <client>
      Given train-encrypt serves
      # They are sent in the background: what is launched last gives them time.
      When the program for the <client> launches training and processing with its usage reports left on
      Then it ends with 0
      And beside the endpoint it tried to reach, in vain, sm-pysdk-t-eu-central-1.s3.eu-central-1.amazonaws.com

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
      And it says refused: Failed to connect to proxy
      And beside the endpoint it tried to reach, in vain, sts.eu-central-1.amazonaws.com

      @requires:sagemaker-v2
      Examples:
        | client           |
        | SageMaker SDK v2 |

      @requires:sagemaker-v3
      Examples:
        | client           |
        | SageMaker SDK v3 |
