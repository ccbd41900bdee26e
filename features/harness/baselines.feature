@harness
Feature: What a wrapper sends is approved, and later runs show what has changed
  `train-encrypt check --baselines <folder>` compares the requests with those approved under version control.

  Background:
    Given a wrapper that encrypts when told so

  Rule: Nothing is approved unless somebody says so

    Example: the first run
      When check compares what the wrapper sends, told to encrypt
      Then it ends with 0
      And it says There is no baseline
      And nothing is approved

    Example: and then for good
      When check approves what the wrapper sends, told to encrypt
      Then it ends with 0
      And the approved requests have the flag and the words for what was given
      When check compares what the wrapper sends, told to encrypt
      Then it ends with 0
      And it finds no difference

  Rule: A request that is weaker than approved fails, and says since when

    Background:
      Given what the wrapper sends, told to encrypt, was approved

    Example: the flag is lost
      When check compares what the wrapper sends, not told to encrypt
      Then it ends with 1
      And it says EnableInterContainerTrafficEncryption was true in the baseline of
      And it says -      EnableInterContainerTrafficEncryption: true
      And it says +      EnableInterContainerTrafficEncryption: false

    Example: not even --update approves it
      When check approves what the wrapper sends, not told to encrypt
      Then it ends with 1
      And it says What was sent was not approved
      When check compares what the wrapper sends, told to encrypt
      Then it finds no difference

  Rule: A file that is not what was approved is named with its line

    Example: a merge that was not finished
      Given what the wrapper sends, told to encrypt, was approved
      And somebody left a conflict in the approved file
      When check compares what the wrapper sends, told to encrypt
      Then it ends with 2
      And it says documented.yaml:5 is no YAML
      And it shows no stack trace
