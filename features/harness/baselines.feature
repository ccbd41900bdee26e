@harness
Feature: Approved requests, and what has changed since
  `train-encrypt check --baselines <folder>` compares the requests with those approved under version control.

  Background:
    Given a wrapper with an option to encrypt

  Rule: Requests are approved only with --update

    Example: the first run
      When check compares the wrapper's requests with encryption
      Then it ends with 0
      And it prints There is no baseline
      And nothing is approved

    Example: with --update
      When check approves the wrapper's requests with encryption
      Then it ends with 0
      And the approved requests have the flag and placeholders for the network
      When check compares the wrapper's requests with encryption
      Then it ends with 0
      And it finds no difference

  Rule: A request that is weaker than the approved one fails, with the date of the approval

    Background:
      Given the wrapper's requests with encryption are approved

    Example: the flag is lost
      When check compares the wrapper's requests without encryption
      Then it ends with 1
      And it prints EnableInterContainerTrafficEncryption was true in the baseline of
      And it prints -      EnableInterContainerTrafficEncryption: true
      And it prints +      EnableInterContainerTrafficEncryption: false

    Example: not even --update approves it
      When check approves the wrapper's requests without encryption
      Then it ends with 1
      And it prints What was sent was not approved
      When check compares the wrapper's requests with encryption
      Then it finds no difference

  Rule: A damaged file of approved requests is reported with its line

    Example: an unresolved merge conflict
      Given the wrapper's requests with encryption are approved
      And the approved file has an unresolved merge conflict
      When check compares the wrapper's requests with encryption
      Then it ends with 2
      And it prints documented.yaml:5 is no YAML
      And it shows no stack trace
