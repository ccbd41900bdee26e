Feature: How encryption is asked for
  One member of the request turns encryption on. The documentation allows it only together with a private VPC;
  the service was seen to accept it without one.

  @claim:request-flag
  Rule: Encryption between instances is turned on in the request that creates the job

    Example: a job that asks for encryption has it
      Given a private VPC whose security group has the documented rules
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts
      And the description of the job says that traffic is encrypted

    Example: a job that does not mention encryption does not have it
      Given a private VPC whose security group has the documented rules
      When a training job with 2 instances asks for nothing
      Then the job starts
      And the description of the job says that traffic is not encrypted
      And it is advised that its instances talk in the clear

    Example: a job that declines encryption does not have it
      Given a private VPC whose security group has the documented rules
      When a training job with 2 instances declines encrypted traffic
      Then the job starts
      And the description of the job says that traffic is not encrypted
      And it is advised that its instances talk in the clear

    Example: without encryption the security group need not let anything pass
      Given a private VPC whose security group lets nothing pass
      When a training job with 2 instances asks for nothing
      Then the job starts

    Example: the flag is yes or no, nothing else
      When a training job's encryption flag is sent as the text "true"
      Then the request cannot be read

  @claim:vpc-required
  Rule: Encryption may be asked for only together with a private VPC

    Example: encryption in a private VPC
      Given a private VPC whose security group has the documented rules
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts

    @documented
    Scenario Outline: encryption without a private VPC, <instances> instances
      When a training job with <instances> instances asks for encrypted traffic
      Then the job is refused because it names no private VPC
      And the refusal is worded as ours, not as AWS's

      Examples:
        | instances |
        | 1         |
        | 2         |
        | 16        |

    @documented
    Example: a refused job does not exist
      When a training job with 2 instances asks for encrypted traffic
      Then the job is refused because it names no private VPC
      And there is no such job

    Example: no encryption, no private VPC needed
      When a training job with 2 instances asks for nothing
      Then the job starts

  @observed
  Rule: As observed, the service takes the flag without a private VPC

    The documentation says otherwise. Both are kept; which one is in force is a choice.

    @claim:vpc-required
    Scenario Outline: encryption without a private VPC, <instances> instances, as observed
      Given the rules as the service was observed to apply them
      When a training job with <instances> instances asks for encrypted traffic
      And the job runs its course
      Then the job has completed
      And it is advised that it names no private VPC

      Examples:
        | instances |
        | 1         |
        | 2         |

  @observed
  Rule: As observed, nothing checks the security group when a job is created

    What becomes of such a job is not known. Here it stalls until its time is up: an assumption, taken from the
    nearest case that is documented.

    @claim:between-instances
    Example: a job whose members cannot exchange ESP is taken, and stalls
      Given the rules as the service was observed to apply them
      And a private VPC whose security group has the documented rules
      But ESP is not allowed out
      When a training job with 2 instances and an hour to run asks for encrypted traffic
      Then the job starts
      And it is advised that outbound ESP is missing
      And after 59 minutes the job still waits for its instances
      And after 5 more minutes the job was stopped because its time was up
      And its status says that the stall is an assumption

    @claim:between-instances
    Example: a job whose members can exchange IKE and ESP does not stall
      Given the rules as the service was observed to apply them
      And a private VPC whose security group has the documented rules
      When a training job with 2 instances and an hour to run asks for encrypted traffic
      And the job runs its course
      Then the job has completed

    @claim:single-instance
    Example: a single instance does not stall
      Given the rules as the service was observed to apply them
      And a private VPC whose security group lets nothing pass
      When a training job with 1 instance asks for encrypted traffic
      And the job runs its course
      Then the job has completed
