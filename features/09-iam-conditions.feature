Feature: Encryption demanded by an IAM policy
  An administrator can have IAM refuse jobs that would talk in the clear. IAM compares what a request says. A request
  that leaves the flag out says nothing about it, and conditions that look alike then come to different ends.

  Background:
    Given a private VPC whose security group has the documented rules

  @claim:request-flag
  Rule: Bool overlooks a flag that was left out

    Scenario Outline: denied where Bool finds false, and the job <wish>
      Given a policy that denies training jobs where Bool finds the flag false
      When a training job with 2 instances <wish>
      Then <outcome>

      Examples:
        | wish                       | outcome                   |
        | asks for encrypted traffic | the job starts            |
        | declines encrypted traffic | the policy denies the job |
        | asks for nothing           | the job starts            |

    Example: what was overlooked talks in the clear
      Given a policy that denies training jobs where Bool finds the flag false
      When a training job with 2 instances asks for nothing
      Then the job starts
      And the description of the job says that traffic is not encrypted

    Scenario Outline: allowed only where Bool finds true, and the job <wish>
      Given a policy that allows training jobs only where Bool finds the flag true
      When a training job with 2 instances <wish>
      Then <outcome>

      Examples:
        | wish                       | outcome                       |
        | asks for encrypted traffic | the job starts                |
        | declines encrypted traffic | the policy allows no such job |
        | asks for nothing           | the policy allows no such job |

  @claim:request-flag
  Rule: BoolIfExists takes a flag that was left out for what it looks for

    Scenario Outline: denied where BoolIfExists finds false, and the job <wish>
      Given a policy that denies training jobs where BoolIfExists finds the flag false
      When a training job with 2 instances <wish>
      Then <outcome>

      Examples:
        | wish                       | outcome                   |
        | asks for encrypted traffic | the job starts            |
        | declines encrypted traffic | the policy denies the job |
        | asks for nothing           | the policy denies the job |

    Scenario Outline: allowed only where BoolIfExists finds true, and the job <wish>
      Given a policy that allows training jobs only where BoolIfExists finds the flag true
      When a training job with 2 instances <wish>
      Then <outcome>

      Examples:
        | wish                       | outcome                       |
        | asks for encrypted traffic | the job starts                |
        | declines encrypted traffic | the policy allows no such job |
        | asks for nothing           | the job starts                |

  @claim:request-flag
  Rule: Null asks only whether the flag is there, not what it says

    Scenario Outline: denied where the flag is left out, and the job <wish>
      Given a policy that denies training jobs where Null finds no flag
      When a training job with 2 instances <wish>
      Then <outcome>

      Examples:
        | wish                       | outcome                   |
        | asks for encrypted traffic | the job starts            |
        | declines encrypted traffic | the job starts            |
        | asks for nothing           | the policy denies the job |

    Scenario Outline: Bool and Null together leave no gap, and the job <wish>
      Given a policy that denies training jobs where Bool finds the flag false
      And it also denies training jobs where Null finds no flag
      When a training job with 2 instances <wish>
      Then <outcome>

      Examples:
        | wish                       | outcome                   |
        | asks for encrypted traffic | the job starts            |
        | declines encrypted traffic | the policy denies the job |
        | asks for nothing           | the policy denies the job |

  @claim:request-flag
  Rule: A denied request comes to nothing

    Example: there is no job
      Given a policy that denies training jobs where BoolIfExists finds the flag false
      When a training job with 2 instances asks for nothing
      Then the policy denies the job
      And there is no such job

    Example: a denial wins over what is allowed
      Given a policy that allows training jobs only where BoolIfExists finds the flag true
      And it also denies training jobs where Null finds no flag
      When a training job with 2 instances asks for nothing
      Then the policy denies the job

  @claim:tuning-jobs
  Rule: A policy is asked about every definition of a tuning job

    Example: both definitions encrypted
      Given a policy that denies tuning jobs where BoolIfExists finds the flag false
      When a tuning job has two definitions, both encrypted in the private VPC
      Then the job starts

    Example: the second definition is not encrypted
      Given a policy that denies tuning jobs where BoolIfExists finds the flag false
      When a tuning job has two definitions, the second not encrypted
      Then the policy denies the job

    Example: a policy about training jobs does not reach tuning jobs
      Given a policy that denies training jobs where BoolIfExists finds the flag false
      When a tuning job of 2 training jobs with 2 instances each asks for nothing
      And the tuning job runs its course
      Then none of the 2 training jobs was encrypted

  @claim:private-vpc
  Rule: ForAllValues is true of subnets that are not there

    Example: all subnets are approved
      Given both subnets are approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts

    Example: one of the subnets is not approved
      Given one of the subnets is approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved
      When a training job with 2 instances asks for encrypted traffic
      Then the policy allows no such job

    Example: the approved subnet alone
      Given one of the subnets is approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved
      When a training job with 2 instances in one subnet asks for encrypted traffic
      Then the job starts

    Example: the trap: a job that names no network passes
      Given both subnets are approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved
      When a training job with 2 instances and no network asks for nothing
      Then the job starts
      And the verdict says that the service manages its VPC

    Example: Null closes the trap
      Given both subnets are approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved and Null finds them there
      When a training job with 2 instances and no network asks for nothing
      Then the policy allows no such job

    Example: Null lets the approved subnets pass
      Given both subnets are approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved and Null finds them there
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts

  @claim:private-vpc
  Rule: ForAnyValue is never true of subnets or groups that are not there

    Example: denied where any subnet is not approved
      Given one of the subnets is approved
      And a policy that denies training jobs where ForAnyValue finds a subnet not approved
      When a training job with 2 instances asks for encrypted traffic
      Then the policy denies the job

    Example: not denied where all are
      Given both subnets are approved
      And a policy that denies training jobs where ForAnyValue finds a subnet not approved
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts

    Example: the trap: a job that names no network is not denied
      Given both subnets are approved
      And a policy that denies training jobs where ForAnyValue finds a subnet not approved
      When a training job with 2 instances and no network asks for nothing
      Then the job starts
      And the verdict says that the service manages its VPC

    Example: Null denies a job that names no network
      Given both subnets are approved
      And a policy that denies training jobs where ForAnyValue finds a subnet not approved
      And it also denies training jobs where Null finds no subnets
      When a training job with 2 instances and no network asks for nothing
      Then the policy denies the job

    Example: a security group that is not approved
      Given another security group without rules
      And the security group is approved
      And a policy that denies training jobs where ForAnyValue finds a group not approved
      When a training job with 2 instances in both groups asks for encrypted traffic
      Then the policy denies the job

    Example: the approved security group alone
      Given another security group without rules
      And the security group is approved
      And a policy that denies training jobs where ForAnyValue finds a group not approved
      When a training job with 2 instances asks for encrypted traffic
      Then the job starts
