Feature: Jobs other than training
  Processing, AutoML and monitoring jobs run on instances too. Their requests have the same flag beside the same
  network, so what is asked of a training job is asked of them, as far as they have instances that could talk.

  @claim:request-flag
  Rule: Encryption is asked for in the request of every such job

    Scenario Outline: a <job> that asks for encryption has it
      Given a private VPC whose security group has the documented rules
      When a <job> asks for encrypted traffic
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

    Scenario Outline: a <job> with 2 instances that does not mention encryption talks in the clear
      Given a private VPC whose security group has the documented rules
      When a <job> with 2 instances asks for nothing
      Then the job starts
      And its description does not mention encryption
      And it is advised that its instances talk in the clear

      Examples:
        | job                          |
        | processing job               |
        | model quality job definition |
        | monitoring schedule          |

    Example: the description of a monitoring schedule without a network leaves it out
      When a monitoring schedule with 2 instances asks for nothing
      Then the job starts
      And its description has no network configuration

  @claim:vpc-required
  Rule: Such a job too may ask for encryption only together with a private VPC

    @documented
    Scenario Outline: a <job> without a private VPC
      When a <job> asks for encrypted traffic
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
      When it is updated to encryption without a private VPC
      Then the job is refused because it names no private VPC
      And its description says that traffic is encrypted, in the private VPC

  @observed
  Rule: As observed, the service takes the flag without a private VPC

    What was observed are training jobs. That others are taken in the same way is assumed.

    @claim:vpc-required
    Example: a processing job without a private VPC, as observed
      Given the rules as the service was observed to apply them
      When a processing job asks for encrypted traffic
      And the processing job runs its course
      Then the processing job has completed
      And it is advised that it names no private VPC

  @claim:inbound-rules
  Rule: The security group of such a job lets IKE and ESP in from itself

    @documented
    Scenario Outline: a <job> whose group does not let ESP in
      Given a private VPC whose security group has the documented rules
      But ESP is not allowed in
      When a <job> with 2 instances asks for encrypted traffic
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
  Rule: The security group of such a job lets IKE and ESP out to itself

    Example: the group's default outbound rule is enough
      Given a private VPC whose security group lets IKE and ESP in from itself
      And the group still allows everything out
      When a processing job with 2 instances asks for encrypted traffic
      Then the job starts
      And outbound IKE, outbound ESP is allowed by something broader than documented

    @documented
    Scenario Outline: a <job> whose group does not let IKE out
      Given a private VPC whose security group has the documented rules
      But IKE is not allowed out
      When a <job> with 2 instances asks for encrypted traffic
      Then the job is refused because outbound IKE is missing

      Examples:
        | job                 |
        | processing job      |
        | monitoring schedule |

  @claim:single-instance
  Rule: With one instance encryption has no effect on such a job

    Scenario Outline: a <job> with one instance
      Given a private VPC whose security group lets nothing pass
      When a <job> with 1 instance asks for encrypted traffic
      Then the job starts
      And it is pointed out that encryption has no effect on a single instance

      Examples:
        | job                         |
        | processing job              |
        | data quality job definition |
        | monitoring schedule         |

    Example: on how many instances an AutoML job runs is the service's choice
      Given a private VPC whose security group lets nothing pass
      When an AutoML job asks for encrypted traffic
      Then the job starts
      And it is advised that inbound IKE, inbound ESP, outbound IKE and outbound ESP are missing

  @claim:between-instances
  Rule: The instances of a processing job can exchange encrypted traffic while it runs

    Example: its network interfaces are in the private VPC while it runs, and gone after
      Given a private VPC whose security group has the documented rules
      When a processing job with 3 instances asks for encrypted traffic
      And the processing job has its instances
      Then 3 network interfaces of the job are in its subnets and security groups
      And every pair of its instances can exchange encrypted traffic
      When the processing job runs its course
      Then the processing job has completed
      And no network interface of the job is left

    Example: a processing job that is stopped leaves nothing behind
      Given a private VPC whose security group has the documented rules
      When a processing job with 2 instances asks for encrypted traffic
      And the processing job has its instances
      And the processing job is stopped
      Then the processing job has stopped
      And no network interface of the job is left

  @claim:request-flag
  Rule: The jobs that an AutoML job launches are encrypted when it asks for it

    Scenario Outline: every job that an <job> launches inherits encryption and network
      Given a private VPC whose security group has the documented rules
      When an <job> asks for encrypted traffic
      And the AutoML job runs its course
      Then the AutoML job has completed
      And its processing job and its training jobs were encrypted, in the private VPC

      Examples:
        | job                          |
        | AutoML job                   |
        | AutoML job of the second API |

    Example: an AutoML job that does not ask for encryption launches jobs without
      Given a private VPC whose security group has the documented rules
      When an AutoML job asks for nothing
      And the AutoML job runs its course
      Then the AutoML job has completed
      And none of its jobs was encrypted

  @claim:request-flag
  Rule: The executions of a monitoring schedule are encrypted when its definition asks for it

    Example: every execution inherits encryption and network
      Given a private VPC whose security group has the documented rules
      And a monitoring schedule that runs every hour, encrypted in the private VPC
      When 3 hours have passed
      Then it has run 3 times
      And every execution was encrypted, in the private VPC

    Example: a schedule that names a job definition runs as that says
      Given a private VPC whose security group has the documented rules
      And a monitoring schedule that runs a data quality job definition every hour, encrypted in the private VPC
      When 2 hours have passed
      Then it has run 2 times
      And every execution was encrypted, in the private VPC

    Example: a schedule that does not ask for encryption runs without
      When a monitoring schedule with 2 instances asks for nothing
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
    Example: a rule that is taken from the security group later fails the executions from then on
      Given a private VPC whose security group has the documented rules
      And a monitoring schedule that runs every hour, encrypted in the private VPC
      When 1 hour has passed
      And ESP is not allowed out
      And 1 hour has passed
      Then it has run 2 times
      And the last execution failed because outbound ESP is missing
