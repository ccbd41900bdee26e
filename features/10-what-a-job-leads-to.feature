Feature: What else runs because of a training job
  A training job's instances may be kept for the next job, and the service may launch processing jobs beside it. Neither
  may lead from an encrypted job to one in the clear.

  Background:
    Given a private VPC whose security group has the documented rules

  @claim:request-flag
  Rule: A warm pool is reused only by a job that is encrypted as the one before

    Example: the same again takes over the instances
      Given an encrypted training job has completed, and its instances are kept
      When the same training job is asked for under another name
      Then the job takes over the kept instances

    Example: taking them over saves the time to launch
      Given an encrypted training job has completed, and its instances are kept
      When the same training job is asked for under another name
      Then the job begins sooner than the one before

    Scenario Outline: the next job <wish>
      Given an encrypted training job has completed, and its instances are kept
      When the same training job is asked for under another name, but it <wish>
      Then the job leaves the kept instances alone

      Examples:
        | wish                       |
        | asks for nothing           |
        | declines encrypted traffic |

    Example: from a job in the clear to an encrypted one
      Given a training job in the clear has completed, and its instances are kept
      When the same training job is asked for under another name, but it asks for encrypted traffic
      Then the job leaves the kept instances alone

    Example: a job that leaves the flag out is as one that declines
      Given a training job in the clear has completed, and its instances are kept
      When the same training job is asked for under another name, but it declines encrypted traffic
      Then the job takes over the kept instances

  @claim:private-vpc
  Rule: A warm pool is reused only in the same network, on the same kind of instances, in the same role

    Scenario Outline: the next job <difference>
      Given an encrypted training job has completed, and its instances are kept
      When the same training job is asked for under another name, but it <difference>
      Then the job leaves the kept instances alone

      Examples:
        | difference                      |
        | runs in one of the subnets only |
        | has a further security group    |
        | has another role                |
        | has other instances             |
        | has one instance more           |
        | has a larger volume             |
        | has another key for its volume  |
        | is isolated from the network    |

    Example: once the time is up there is nothing to take over
      Given an encrypted training job has completed, and its instances are kept
      But the time for which they are kept is over
      When the same training job is asked for under another name
      Then the job leaves the kept instances alone

  @claim:request-flag
  Rule: The processing jobs of debugger and profiler rules are encrypted as their training job is

    Scenario Outline: a <kind> rule of a job that <wish>
      When a training job with 2 instances and a <kind> rule <wish>
      Then the job starts
      And the processing job of the rule <outcome>

      Examples:
        | kind     | wish                       | outcome                             |
        | profiler | asks for encrypted traffic | is encrypted, in the private VPC    |
        | debugger | asks for encrypted traffic | is encrypted, in the private VPC    |
        | profiler | asks for nothing           | is not encrypted, in the private VPC |

    Example: the rule has been evaluated soon after the training job has completed
      When a training job with 2 instances and a profiler rule asks for encrypted traffic
      And the job runs its course
      Then the job has completed
      And the rule has found no issues
      And no network interface of the job is left
