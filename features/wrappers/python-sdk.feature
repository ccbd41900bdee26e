@wrapper @requires:python
Feature: A wrapper on the SageMaker Python SDK
  examples/python-sdk/launch.py is a wrapper as a team might have it, on the released SDK. It runs here as it stands,
  as a process of its own, against what `train-encrypt serve` listens on. It always asks for encryption; what differs
  is the network it is given.

  Background:
    Given train-encrypt serves

  @claim:request-flag
  Rule: In a network with the documented rules the job is launched as asked for

    Example: two instances
      Given a private VPC whose security group has the documented rules
      When the Python wrapper asks for 2 instances in that VPC
      Then it ends with 0
      And it says encrypted: True
      And the job it launched has 2 instances, is encrypted and has the private VPC
      And the wrapper tried to reach nothing else

  @claim:vpc-required @documented
  Rule: Without a private VPC the wrapper is refused

    Example: two instances and no VPC
      When the Python wrapper asks for 2 instances without a VPC
      Then it ends with 1
      And it says refused: ValidationException: train-encrypt refuses this job
      And it says vpc-required
      And no job was launched

  @claim:inbound-rules @claim:outbound-rules @documented
  Rule: Without the documented rules the wrapper is refused, and told what is missing

    Example: a group without any of the rules
      Given a private VPC whose security group lets nothing pass
      When the Python wrapper asks for 2 instances in that VPC
      Then it ends with 1
      And it says ESP in: missing
      And it says ESP out: missing
      And no job was launched

    Example: outbound ESP missing
      Given a private VPC whose security group has the documented rules
      But ESP is not allowed out
      When the Python wrapper asks for 2 instances in that VPC
      Then it ends with 1
      And it says ESP in: yes
      And it says ESP out: missing
      And no job was launched

    Example: inbound IKE missing
      Given a private VPC whose security group has the documented rules
      But IKE is not allowed in
      When the Python wrapper asks for 2 instances in that VPC
      Then it ends with 1
      And it says UDP 500 in: missing
      And it says UDP 500 out: yes
      And no job was launched
