@wrapper @requires:python
Feature: A wrapper on the SageMaker Python SDK
  examples/python-sdk/launch.py is a wrapper as a team might have it, on the released SDK. It runs unchanged, as a process
  of its own, against `train-encrypt serve`. It always requests encryption; only its network differs.

  Background:
    Given train-encrypt serves

  @claim:request-flag
  Rule: In a network with the documented rules the job is launched as requested

    Example: two instances
      Given a private VPC whose security group has the documented rules
      When the Python wrapper launches a job with 2 instances in that VPC
      Then it ends with 0
      And it prints encrypted: True
      And the job it launched has 2 instances, is encrypted and has the private VPC
      And the wrapper tried to reach nothing else

  @claim:vpc-required @documented
  Rule: Without a private VPC the wrapper is refused

    Example: two instances and no VPC
      When the Python wrapper launches a job with 2 instances without a VPC
      Then it ends with 1
      And it prints refused: ValidationException: train-encrypt refuses this job
      And it prints vpc-required
      And no job was launched

  @claim:inbound-rules @claim:outbound-rules @documented
  Rule: Without the documented rules the wrapper is refused, with what is missing

    Example: a group without any of the rules
      Given a private VPC whose security group allows nothing
      When the Python wrapper launches a job with 2 instances in that VPC
      Then it ends with 1
      And it prints ESP in: missing
      And it prints ESP out: missing
      And no job was launched

    Example: outbound ESP missing
      Given a private VPC whose security group has the documented rules
      But outbound ESP is not allowed
      When the Python wrapper launches a job with 2 instances in that VPC
      Then it ends with 1
      And it prints ESP in: yes
      And it prints ESP out: missing
      And no job was launched

    Example: inbound IKE missing
      Given a private VPC whose security group has the documented rules
      But inbound IKE is not allowed
      When the Python wrapper launches a job with 2 instances in that VPC
      Then it ends with 1
      And it prints UDP 500 in: missing
      And it prints UDP 500 out: yes
      And no job was launched
