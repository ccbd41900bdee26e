Feature: How encryption is requested
  One member of the request turns encryption on. The documentation allows it only together with a private VPC; the
  service was observed to accept it without one.

  @claim:request-flag
  Rule: Encryption between instances is turned on in the request that creates the job

    Example: an encrypted job is described as encrypted
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      Then the job starts
      And the description of the job says that traffic is encrypted

    Example: a job that omits the flag is described as unencrypted
      Given a private VPC whose security group has the documented rules
      When an unencrypted training job with 2 instances is created
      Then the job starts
      And the description of the job says that traffic is not encrypted
      And it is advised that its traffic is unencrypted

    Example: a job with the flag set to false is described as unencrypted
      Given a private VPC whose security group has the documented rules
      When an explicitly unencrypted training job with 2 instances is created
      Then the job starts
      And the description of the job says that traffic is not encrypted
      And it is advised that its traffic is unencrypted

    Example: an unencrypted job needs no rules in its security group
      Given a private VPC whose security group allows nothing
      When an unencrypted training job with 2 instances is created
      Then the job starts

    Example: the flag is a boolean and nothing else
      When a training job's encryption flag is sent as the text "true"
      Then the request cannot be read

  @claim:vpc-required
  Rule: Encryption requires a private VPC

    Example: encryption in a private VPC
      Given a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances is created
      Then the job starts

    @documented
    Scenario Outline: encryption without a private VPC, <instances> instances
      When an encrypted training job with <instances> instances is created
      Then the job is refused because it names no private VPC
      And the refusal is worded as ours, not as AWS's

      Examples:
        | instances |
        | 1         |
        | 2         |
        | 16        |

    @documented
    Example: a refused job does not exist
      When an encrypted training job with 2 instances is created
      Then the job is refused because it names no private VPC
      And there is no such job

    Example: an unencrypted job needs no private VPC
      When an unencrypted training job with 2 instances is created
      Then the job starts

  @observed
  Rule: As observed, the service accepts the flag without a private VPC

    The documentation says otherwise. Both are available, and a setting chooses between them.

    @claim:vpc-required
    Scenario Outline: encryption without a private VPC, <instances> instances, as observed
      Given the rules as the service was observed to apply them
      When an encrypted training job with <instances> instances is created
      And the job runs its course
      Then the job has completed
      And it is advised that it names no private VPC

      Examples:
        | instances |
        | 1         |
        | 2         |

  @observed
  Rule: As observed, nothing checks the security group when a job is created

    What happens to such a job is unknown. Here it stalls until its maximum runtime: an assumption, taken from the
    nearest documented case.

    @claim:between-instances
    Example: a job whose instances cannot exchange ESP is accepted, and stalls
      Given the rules as the service was observed to apply them
      And a private VPC whose security group has the documented rules
      But outbound ESP is not allowed
      When an encrypted training job with 2 instances and an hour to run is created
      Then the job starts
      And it is advised that outbound ESP is missing
      And after 59 minutes the job still waits for its instances
      And after 5 more minutes the job was stopped because it exceeded its maximum runtime
      And its status says that the stall is an assumption

    @claim:between-instances
    Example: a job whose instances can exchange IKE and ESP does not stall
      Given the rules as the service was observed to apply them
      And a private VPC whose security group has the documented rules
      When an encrypted training job with 2 instances and an hour to run is created
      And the job runs its course
      Then the job has completed

    @claim:single-instance
    Example: a single instance does not stall
      Given the rules as the service was observed to apply them
      And a private VPC whose security group allows nothing
      When an encrypted training job with 1 instance is created
      And the job runs its course
      Then the job has completed
