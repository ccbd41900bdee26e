Feature: Hyperparameter tuning jobs
  A tuning job launches training jobs of its own. What is asked of a training job is asked of every one of them, and
  encryption is asked for in each definition.

  @claim:tuning-jobs
  Rule: The training jobs of a tuning job are encrypted when its definition asks for it

    Example: every training job inherits encryption and network
      Given a private VPC whose security group has the documented rules
      When a tuning job of 3 training jobs with 2 instances each asks for encrypted traffic
      And the tuning job runs its course
      Then the tuning job has completed
      And all 3 training jobs were encrypted, in the private VPC
      And the verdict says that every training job of it asks for encrypted traffic

    Example: a definition that does not ask for encryption gives jobs without
      Given a private VPC whose security group has the documented rules
      When a tuning job of 2 training jobs with 2 instances each asks for nothing
      And the tuning job runs its course
      Then none of the 2 training jobs was encrypted
      And it is advised that its instances talk in the clear
      And the verdict says that no training job of it asks for encrypted traffic

    @documented
    Example: encryption without a private VPC
      When a tuning job of 2 training jobs with 2 instances each asks for encrypted traffic
      Then the job is refused because it names no private VPC

    @documented
    Scenario Outline: <flow> not allowed <direction>
      Given a private VPC whose security group has the documented rules
      But <flow> is not allowed <direction>
      When a tuning job of 2 training jobs with 2 instances each asks for encrypted traffic
      Then the job is refused because <side> <flow> is missing

      Examples:
        | flow | direction | side     |
        | IKE  | in        | inbound  |
        | ESP  | out       | outbound |

    Example: one instance per training job
      Given a private VPC whose security group lets nothing pass
      When a tuning job of 2 training jobs with 1 instance each asks for encrypted traffic
      And the tuning job runs its course
      Then the tuning job has completed
      And it is pointed out that encryption has no effect on a single instance

  @claim:tuning-jobs
  Rule: Each definition of a tuning job is looked at for itself

    Example: two definitions, both encrypted
      Given a private VPC whose security group has the documented rules
      When a tuning job has two definitions, both encrypted in the private VPC
      And the tuning job runs its course
      Then the tuning job has completed

    @documented
    Example: the second definition has no private VPC
      Given a private VPC whose security group has the documented rules
      When a tuning job has two definitions, the second encrypted without a private VPC
      Then the job is refused because it names no private VPC
      And the refusal names the second definition

    Example: the second definition is not encrypted
      Given a private VPC whose security group has the documented rules
      When a tuning job has two definitions, the second not encrypted
      Then the job starts
      And it is advised that the second definition talks in the clear
