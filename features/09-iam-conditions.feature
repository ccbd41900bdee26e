Feature: Encryption required by an IAM policy
  An administrator can have IAM deny unencrypted jobs. IAM compares the values in a request. For a request that omits the
  flag, conditions that look alike give different results.

  Background:
    Given a private VPC whose security group has the documented rules

  @claim:request-flag
  Rule: Bool does not match an omitted flag

    Scenario Outline: denied where Bool finds false: an <encryption> job
      Given a policy that denies training jobs where Bool finds the flag false
      When an <encryption> training job with 2 instances is created
      Then <outcome>

      Examples:
        | encryption                 | outcome                   |
        | encrypted                  | the job starts            |
        | explicitly unencrypted     | the policy denies the job |
        | unencrypted                | the job starts            |

    Example: a job that omits the flag runs unencrypted
      Given a policy that denies training jobs where Bool finds the flag false
      When an unencrypted training job with 2 instances is created
      Then the job starts
      And the description of the job says that traffic is not encrypted

    Scenario Outline: allowed only where Bool finds true: an <encryption> job
      Given a policy that allows training jobs only where Bool finds the flag true
      When an <encryption> training job with 2 instances is created
      Then <outcome>

      Examples:
        | encryption                 | outcome                       |
        | encrypted                  | the job starts                |
        | explicitly unencrypted     | the policy does not allow the job |
        | unencrypted                | the policy does not allow the job |

  @claim:request-flag
  Rule: BoolIfExists matches an omitted flag

    Scenario Outline: denied where BoolIfExists finds false: an <encryption> job
      Given a policy that denies training jobs where BoolIfExists finds the flag false
      When an <encryption> training job with 2 instances is created
      Then <outcome>

      Examples:
        | encryption                 | outcome                   |
        | encrypted                  | the job starts            |
        | explicitly unencrypted     | the policy denies the job |
        | unencrypted                | the policy denies the job |

    Scenario Outline: allowed only where BoolIfExists finds true: an <encryption> job
      Given a policy that allows training jobs only where BoolIfExists finds the flag true
      When an <encryption> training job with 2 instances is created
      Then <outcome>

      Examples:
        | encryption                 | outcome                       |
        | encrypted                  | the job starts                |
        | explicitly unencrypted     | the policy does not allow the job |
        | unencrypted                | the job starts                |

  @claim:request-flag
  Rule: Null matches an omitted flag, whatever its value would be

    Scenario Outline: denied where the flag is omitted: an <encryption> job
      Given a policy that denies training jobs where Null finds no flag
      When an <encryption> training job with 2 instances is created
      Then <outcome>

      Examples:
        | encryption                 | outcome                   |
        | encrypted                  | the job starts            |
        | explicitly unencrypted     | the job starts            |
        | unencrypted                | the policy denies the job |

    Scenario Outline: denied by Bool and Null together: an <encryption> job
      Given a policy that denies training jobs where Bool finds the flag false
      And it also denies training jobs where Null finds no flag
      When an <encryption> training job with 2 instances is created
      Then <outcome>

      Examples:
        | encryption                 | outcome                   |
        | encrypted                  | the job starts            |
        | explicitly unencrypted     | the policy denies the job |
        | unencrypted                | the policy denies the job |

  @claim:request-flag
  Rule: A denied request creates no job

    Example: the denied job does not exist
      Given a policy that denies training jobs where BoolIfExists finds the flag false
      When an unencrypted training job with 2 instances is created
      Then the policy denies the job
      And there is no such job

    Example: a denial wins over what is allowed
      Given a policy that allows training jobs only where BoolIfExists finds the flag true
      And it also denies training jobs where Null finds no flag
      When an unencrypted training job with 2 instances is created
      Then the policy denies the job

  @claim:tuning-jobs
  Rule: A policy applies to every definition of a tuning job

    Example: both definitions encrypted
      Given a policy that denies tuning jobs where BoolIfExists finds the flag false
      When a tuning job with two definitions, both encrypted in the private VPC, is created
      Then the job starts

    Example: the second definition is unencrypted
      Given a policy that denies tuning jobs where BoolIfExists finds the flag false
      When a tuning job with two definitions, the second unencrypted, is created
      Then the policy denies the job

    Example: a policy for training jobs does not apply to tuning jobs
      Given a policy that denies training jobs where BoolIfExists finds the flag false
      When an unencrypted tuning job of 2 training jobs with 2 instances each is created
      And the tuning job runs its course
      Then none of the 2 training jobs was encrypted

  @claim:private-vpc
  Rule: ForAllValues is true when there are no subnets

    Example: all subnets are approved
      Given both subnets are approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved
      When an encrypted training job with 2 instances is created
      Then the job starts

    Example: one of the subnets is not approved
      Given one of the subnets is approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved
      When an encrypted training job with 2 instances is created
      Then the policy does not allow the job

    Example: the approved subnet alone
      Given one of the subnets is approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved
      When an encrypted training job with 2 instances in one subnet is created
      Then the job starts

    Example: the trap: a job without a network is allowed
      Given both subnets are approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved
      When an unencrypted training job with 2 instances and no network is created
      Then the job starts
      And the verdict says that the service manages its VPC

    Example: Null closes the trap
      Given both subnets are approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved and Null finds them present
      When an unencrypted training job with 2 instances and no network is created
      Then the policy does not allow the job

    Example: Null allows the approved subnets
      Given both subnets are approved
      And a policy that allows training jobs only where ForAllValues finds the subnets approved and Null finds them present
      When an encrypted training job with 2 instances is created
      Then the job starts

  @claim:private-vpc
  Rule: ForAnyValue is never true when there are no subnets or groups

    Example: denied where any subnet is not approved
      Given one of the subnets is approved
      And a policy that denies training jobs where ForAnyValue finds a subnet not approved
      When an encrypted training job with 2 instances is created
      Then the policy denies the job

    Example: not denied where all subnets are approved
      Given both subnets are approved
      And a policy that denies training jobs where ForAnyValue finds a subnet not approved
      When an encrypted training job with 2 instances is created
      Then the job starts

    Example: the trap: a job without a network is not denied
      Given both subnets are approved
      And a policy that denies training jobs where ForAnyValue finds a subnet not approved
      When an unencrypted training job with 2 instances and no network is created
      Then the job starts
      And the verdict says that the service manages its VPC

    Example: Null denies a job without a network
      Given both subnets are approved
      And a policy that denies training jobs where ForAnyValue finds a subnet not approved
      And it also denies training jobs where Null finds no subnets
      When an unencrypted training job with 2 instances and no network is created
      Then the policy denies the job

    Example: a security group that is not approved
      Given another security group without rules
      And the security group is approved
      And a policy that denies training jobs where ForAnyValue finds a group not approved
      When an encrypted training job with 2 instances in both groups is created
      Then the policy denies the job

    Example: the approved security group alone
      Given another security group without rules
      And the security group is approved
      And a policy that denies training jobs where ForAnyValue finds a group not approved
      When an encrypted training job with 2 instances is created
      Then the job starts
