Feature: Fraud training keeps the traffic between its instances encrypted

  Rule: Every release is trained encrypted, in our private VPC

    Example: a release
      Given a private VPC whose security group has the documented rules
      When release "2026.11" is trained
      Then it exits with 0
      And it launched 1 job
      And every job it launched is encrypted
      And every job it launched is in the private VPC
      And every job it launched carries the release
      And it launches as a good wrapper does

    Example: in the network of our platform team
      Given the network of our platform team
      When release "2026.11" is trained
      Then it exits with 0
      And every job it launched is encrypted

    Example: the service is busy
      Given a private VPC whose security group has the documented rules
      And the first 2 calls of CreateTrainingJob are throttled
      When release "2026.11" is trained
      Then it called CreateTrainingJob 3 times
      And it launched 1 job
      And no job it requested is unencrypted
      And it tries again as a good wrapper does

  Rule: Where traffic cannot be encrypted, nothing is launched

    Example: outbound ESP is missing
      Given a private VPC whose security group has the documented rules
      But outbound ESP is not allowed
      When release "2026.11" is trained
      Then it refused to launch
      And it prints "ESP out: missing"
      And no job it requested is unencrypted

    Example: no network
      When release "2026.11" is trained
      Then it refused to launch
      And it prints "no subnets"
      And it called CreateTrainingJob 0 times

    Example: an IAM policy denies the job
      Given a private VPC whose security group has the documented rules
      And a policy that denies training jobs where Bool finds the flag true
      When release "2026.11" is trained
      Then it refused to launch
      And it prints "AccessDeniedException"

  Rule: It does what a good wrapper does in every situation

    Scenario Outline: <situation>
      When the wrapper "node wrapper/launch.js --subnets {subnets} --security-groups {security_groups} --role {role_arn} --instances {instances}" is tried in the situation <situation>
      Then it does what a good wrapper does there
      And it called nothing but the endpoint

      Examples:
        | situation       |
        | documented      |
        | esp-missing     |
        | wrong-vpc       |
        | no-vpc          |
        | one-instance    |
        | throttled-twice |
