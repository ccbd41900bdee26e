Feature: Jobs other than training
  Processing, AutoML and monitoring jobs run on instances too. Their requests have the same flag and the same VpcConfig,
  so the rules for a training job apply to them wherever they can have several instances.

  @claim:request-flag
  Rule: The request of every such job has the flag

    Scenario Outline: an encrypted <job> is described as encrypted
      Given a private VPC whose security group has the documented rules
      When an encrypted <job> is created
      Then the job starts
      And its description says that traffic is encrypted, in the private VPC

      Examples:
        | job                             |
        | processing job                  |
        | AutoML job                      |
        | AutoML job of the second API    |
        | data quality job definition     |
        | model quality job definition    |
        | model bias job definition       |
        | model explainability definition |
        | monitoring schedule             |

    Scenario Outline: a <job> with 2 instances that omits the flag is unencrypted
      Given a private VPC whose security group has the documented rules
      When an unencrypted <job> with 2 instances is created
      Then the job starts
      And its description does not mention encryption
      And it is advised that its traffic is unencrypted

      Examples:
        | job                          |
        | processing job               |
        | model quality job definition |
        | monitoring schedule          |

    Example: the description of a monitoring schedule without a network omits it
      When an unencrypted monitoring schedule with 2 instances is created
      Then the job starts
      And its description has no network configuration

  @claim:vpc-required
  Rule: Encryption of such a job requires a private VPC too

    @documented
    Scenario Outline: an encrypted <job> without a private VPC
      When an encrypted <job> is created
      Then the job is refused because it names no private VPC
      And the refusal is worded as ours, not as AWS's
      And the refusal names <where> as the place for the network
      And there is no <job> of that name

      Examples:
        | job                             | where                                                          |
        | processing job                  | NetworkConfig                                                  |
        | AutoML job                      | AutoMLJobConfig.SecurityConfig                                 |
        | AutoML job of the second API    | SecurityConfig                                                 |
        | data quality job definition     | NetworkConfig                                                  |
        | model quality job definition    | NetworkConfig                                                  |
        | model bias job definition       | NetworkConfig                                                  |
        | model explainability definition | NetworkConfig                                                  |
        | monitoring schedule             | MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig |

    @documented
    Example: a monitoring schedule cannot be moved out of its private VPC
      Given a private VPC whose security group has the documented rules
      And a monitoring schedule that runs every hour, encrypted in the private VPC
      When it is updated to be encrypted without a private VPC
      Then the job is refused because it names no private VPC
      And its description says that traffic is encrypted, in the private VPC

  @observed
  Rule: As observed, the service accepts the flag without a private VPC

    Only training jobs were observed. That the service treats other jobs alike is an assumption.

    @claim:vpc-required
    Example: a processing job without a private VPC, as observed
      Given the rules as the service was observed to apply them
      When an encrypted processing job is created
      And the processing job runs its course
      Then the processing job has completed
      And it is advised that it names no private VPC

  @claim:inbound-rules
  Rule: The security group of such a job allows inbound IKE and ESP from itself

    @documented
    Scenario Outline: a <job> whose group does not allow inbound ESP
      Given a private VPC whose security group has the documented rules
      But inbound ESP is not allowed
      When an encrypted <job> with 2 instances is created
      Then the job is refused because inbound ESP is missing

      Examples:
        | job                             |
        | processing job                  |
        | data quality job definition     |
        | model quality job definition    |
        | model bias job definition       |
        | model explainability definition |
        | monitoring schedule             |

  @claim:outbound-rules
  Rule: The security group of such a job allows outbound IKE and ESP to itself

    Example: the group's default outbound rule is enough
      Given a private VPC whose security group allows inbound IKE and ESP from itself
      And the group still allows all outbound traffic
      When an encrypted processing job with 2 instances is created
      Then the job starts
      And outbound IKE, outbound ESP is allowed by something broader than documented

    @documented
    Scenario Outline: a <job> whose group does not allow outbound IKE
      Given a private VPC whose security group has the documented rules
      But outbound IKE is not allowed
      When an encrypted <job> with 2 instances is created
      Then the job is refused because outbound IKE is missing

      Examples:
        | job                 |
        | processing job      |
        | monitoring schedule |

  @claim:single-instance
  Rule: With one instance encryption has no effect on such a job

    Scenario Outline: a <job> with one instance
      Given a private VPC whose security group allows nothing
      When an encrypted <job> with 1 instance is created
      Then the job starts
      And it is advised that encryption has no effect on a single instance

      Examples:
        | job                         |
        | processing job              |
        | data quality job definition |
        | monitoring schedule         |

    Example: the service chooses the number of instances of an AutoML job
      Given a private VPC whose security group allows nothing
      When an encrypted AutoML job is created
      Then the job starts
      And it is advised that inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

  @claim:between-instances
  Rule: The instances of a processing job can exchange encrypted traffic while it runs

    Example: its network interfaces are in the private VPC while it runs, and gone after
      Given a private VPC whose security group has the documented rules
      When an encrypted processing job with 3 instances is created
      And the processing job has its instances
      Then 3 network interfaces of the job are in its subnets and security groups
      And every pair of its instances can exchange encrypted traffic
      When the processing job runs its course
      Then the processing job has completed
      And no network interface of the job is left

    Example: a stopped processing job leaves no network interface behind
      Given a private VPC whose security group has the documented rules
      When an encrypted processing job with 2 instances is created
      And the processing job has its instances
      And the processing job is stopped
      Then the processing job has stopped
      And no network interface of the job is left

  @claim:request-flag
  Rule: The jobs that an AutoML job launches are encrypted when it is

    Scenario Outline: every job that an <job> launches inherits encryption and network
      Given a private VPC whose security group has the documented rules
      When an encrypted <job> is created
      And the AutoML job runs its course
      Then the AutoML job has completed
      And its processing job and its training jobs were encrypted, in the private VPC

      Examples:
        | job                          |
        | AutoML job                   |
        | AutoML job of the second API |

    Example: an unencrypted AutoML job launches unencrypted jobs
      Given a private VPC whose security group has the documented rules
      When an unencrypted AutoML job is created
      And the AutoML job runs its course
      Then the AutoML job has completed
      And none of its jobs was encrypted

  @claim:request-flag
  Rule: The executions of a monitoring schedule are encrypted when its definition says so

    Example: every execution inherits encryption and network
      Given a private VPC whose security group has the documented rules
      And a monitoring schedule that runs every hour, encrypted in the private VPC
      When 3 hours have passed
      Then it has run 3 times
      And every execution was encrypted, in the private VPC

    Example: the executions of a schedule inherit from its job definition
      Given a private VPC whose security group has the documented rules
      And a monitoring schedule that runs a data quality job definition every hour, encrypted in the private VPC
      When 2 hours have passed
      Then it has run 2 times
      And every execution was encrypted, in the private VPC

    Example: an unencrypted schedule runs unencrypted
      When an unencrypted monitoring schedule with 2 instances is created
      And 2 hours have passed
      Then it has run 2 times
      And no execution was encrypted

    Example: a stopped schedule does not run
      Given a private VPC whose security group has the documented rules
      And a monitoring schedule that runs every hour, encrypted in the private VPC
      When 1 hour has passed
      And the schedule is stopped
      And 2 hours have passed
      Then it has run 1 time

    @documented
    Example: removing a rule from the security group fails later executions
      Given a private VPC whose security group has the documented rules
      And a monitoring schedule that runs every hour, encrypted in the private VPC
      When 1 hour has passed
      And outbound ESP is not allowed
      And 1 hour has passed
      Then it has run 2 times
      And the last execution failed because outbound ESP is missing
