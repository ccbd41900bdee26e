Feature: Hyperparameter tuning jobs
  A tuning job launches training jobs of its own. The rules for a training job apply to every one of them, and each
  definition has its own flag.

  @claim:tuning-jobs
  Rule: The training jobs of a tuning job are encrypted when its definition says so

    Example: every training job inherits encryption and network
      Given a private VPC whose security group has the documented rules
      When an encrypted tuning job of 3 training jobs with 2 instances each is created
      And the tuning job runs its course
      Then the tuning job has completed
      And all 3 training jobs were encrypted, in the private VPC
      And the verdict says that every training job of it is encrypted

    Example: an unencrypted definition launches unencrypted jobs
      Given a private VPC whose security group has the documented rules
      When an unencrypted tuning job of 2 training jobs with 2 instances each is created
      And the tuning job runs its course
      Then none of the 2 training jobs was encrypted
      And it is advised that its traffic is unencrypted
      And the verdict says that no training job of it is encrypted

    @documented
    Example: encryption without a private VPC
      When an encrypted tuning job of 2 training jobs with 2 instances each is created
      Then the job is refused because it names no private VPC

    @documented
    Scenario Outline: <direction> <flow> is missing
      Given a private VPC whose security group has the documented rules
      But <direction> <flow> is not allowed
      When an encrypted tuning job of 2 training jobs with 2 instances each is created
      Then the job is refused because <direction> <flow> is missing

      Examples:
        | flow | direction |
        | IKE  | inbound   |
        | ESP  | outbound  |

    Example: one instance per training job
      Given a private VPC whose security group allows nothing
      When an encrypted tuning job of 2 training jobs with 1 instance each is created
      And the tuning job runs its course
      Then the tuning job has completed
      And it is advised that encryption has no effect on a single instance

  @claim:tuning-jobs
  Rule: Each definition of a tuning job is judged separately

    Example: two definitions, both encrypted
      Given a private VPC whose security group has the documented rules
      When a tuning job with two definitions, both encrypted in the private VPC, is created
      And the tuning job runs its course
      Then the tuning job has completed

    @documented
    Example: the second definition has no private VPC
      Given a private VPC whose security group has the documented rules
      When a tuning job with two definitions, the second encrypted without a private VPC, is created
      Then the job is refused because it names no private VPC
      And the refusal names the second definition

    Example: the second definition is unencrypted
      Given a private VPC whose security group has the documented rules
      When a tuning job with two definitions, the second unencrypted, is created
      Then the job starts
      And it is advised that the second definition is unencrypted
