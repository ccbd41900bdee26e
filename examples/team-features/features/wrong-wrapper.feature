@wrong
Feature: A wrapper that never requests encryption fails

  Background:
    Given a private VPC whose security group has the documented rules
    When the wrapper "node wrapper/forgets-the-flag.js {subnets} {security_groups} {role_arn} {instances}" launches a training job
    Then it exits with 0

  Example: at the jobs it launched
    Then every job it launched is encrypted

  Example: at any unencrypted job
    Then no job it launched is unencrypted

  Example: at the judgement on wrappers
    Then it launches as a good wrapper does
