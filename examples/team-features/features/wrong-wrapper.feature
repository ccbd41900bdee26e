@wrong
Feature: A wrapper that never asks for encryption is found out

  Background:
    Given a private VPC whose security group has the documented rules
    When the wrapper "node wrapper/forgets-the-flag.js {subnets} {security_groups} {role_arn} {instances}" launches a training job
    Then it exits with 0

  Example: by what it launched
    Then every job it launched is encrypted

  Example: by whether anything talks in the clear
    Then nothing it launched talks in the clear

  Example: by the judgement on wrappers
    Then it launches as a good wrapper does
