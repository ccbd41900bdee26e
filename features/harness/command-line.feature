@harness
Feature: The command line
  Exit codes: 0 everything holds, 1 something is broken, 2 wrong usage or configuration, 3 a fault of the tool or its
  surroundings.

  Rule: Wrong usage ends with 2 and names the mistake

    Scenario Outline: train-encrypt <arguments>
      When train-encrypt is run with '<arguments>'
      Then it ends with 2
      And it prints <what>
      And it shows no stack trace

      Examples:
        | arguments                             | what                |
        | dance                                 | dance               |
        | serve --port banana                   | banana              |
        | serve --port 70000                    | 70000               |
        | serve --rules lenient                 | documented, observed |
        | serve --speed slow                    | slow                |
        | serve --no-such-flag                  | --no-such-flag      |
        | serve --engine moto                   | embedded            |
        | serve --policy no/such/policy.json    | no/such/policy.json |
        | serve --policy package.json           | Statement: give a statement |
        | features --engine moto                | embedded            |
        | features --rules lenient              | documented, observed |
        | features --parallel none              | none                |
        | features --tags "@claim:cost and"     | @claim:cost and     |
        | features --tags @no-such-tag          | @no-such-tag        |
        | features no/such/folder               | no/such/folder      |
        | features README.md                    | README.md           |

    Example: a feature file that cannot be parsed
      Given a feature file with the text
        """
        Feature: Broken
          Scenario: One
            Given a step
            and then something that is none
        """
      When train-encrypt runs that feature file
      Then it ends with 2
      And it prints own.feature
      And it shows no stack trace

    Example: a scenario with an unknown claim
      Given a feature file with the text
        """
        Feature: Own
          @claim:no-such-claim
          Scenario: One
            When an unencrypted training job with 1 instance is created
            Then the job starts
        """
      When train-encrypt runs that feature file
      Then it ends with 2
      And it prints no-such-claim

  Rule: A failure ends with 1 and names what is broken

    Example: a scenario that fails
      Given a feature file with the text
        """
        Feature: Own
          @claim:request-flag
          Scenario: One that cannot hold
            When an unencrypted training job with 1 instance is created
            Then the description of the job says that traffic is encrypted
        """
      When train-encrypt runs that feature file
      Then it ends with 1
      And it prints request-flag
      And it prints One that cannot hold

    Example: an undefined step
      Given a feature file with the text
        """
        Feature: Own
          Scenario: One
            When the moon is full
        """
      When train-encrypt runs that feature file
      Then it ends with 1
      And it prints the moon is full

  Rule: Success ends with 0

    Example: a scenario that holds
      Given a feature file with the text
        """
        Feature: Own
          @claim:request-flag
          Scenario: One that holds
            When an unencrypted training job with 1 instance is created
            Then the description of the job says that traffic is not encrypted
        """
      When train-encrypt runs that feature file
      Then it ends with 0
      And it prints 1 scenario passed
      And it has written an HTML report

    Scenario Outline: train-encrypt <arguments>
      When train-encrypt is run with '<arguments>'
      Then it ends with 0
      And it prints <what>

      Examples:
        | arguments       | what           |
        | --help          | features       |
        | --version       | .              |
        | serve --help    | --port         |
        | features --help | --tags         |

  Rule: What the tool cannot do ends with 3 and names the cause

    Example: a port in use
      Given a port that another program listens on
      When train-encrypt serves on that port
      Then it ends with 3
      And it prints that port
      And it shows no stack trace

    Example: a folder for reports that cannot be written
      Given a file where the reports should go
      When train-encrypt runs the features with its reports there
      Then it ends with 3
      And it prints that place
      And it shows no stack trace

  Rule: serve answers until it is stopped, and leaves nothing behind

    Example: from start to Ctrl-C
      Given train-encrypt serves
      Then its health endpoint reports engine, version and rules
      And what it printed is enough for an SDK to launch a job
      When it is stopped with Ctrl-C
      Then it ends with 0
      And its port is free again
