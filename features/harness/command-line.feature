@harness
Feature: The command line
  Exit codes: 0 everything held, 1 something is broken, 2 the command was used or configured wrongly, 3 the tool could
  not do its work.

  Rule: What was typed wrongly is named, and ends with 2

    Scenario Outline: train-encrypt <arguments>
      When train-encrypt is run with '<arguments>'
      Then it ends with 2
      And it says <what>
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
      And it says own.feature
      And it shows no stack trace

    Example: a scenario that names a claim nobody makes
      Given a feature file with the text
        """
        Feature: Own
          @claim:no-such-claim
          Scenario: One
            When a training job with 1 instance asks for nothing
            Then the job starts
        """
      When train-encrypt runs that feature file
      Then it ends with 2
      And it says no-such-claim

  Rule: What is broken is named, and ends with 1

    Example: a scenario that fails
      Given a feature file with the text
        """
        Feature: Own
          @claim:request-flag
          Scenario: One that cannot hold
            When a training job with 1 instance asks for nothing
            Then the description of the job says that traffic is encrypted
        """
      When train-encrypt runs that feature file
      Then it ends with 1
      And it says request-flag
      And it says One that cannot hold

    Example: a step that nobody defined
      Given a feature file with the text
        """
        Feature: Own
          Scenario: One
            When the moon is full
        """
      When train-encrypt runs that feature file
      Then it ends with 1
      And it says the moon is full

  Rule: What holds ends with 0

    Example: a scenario that holds
      Given a feature file with the text
        """
        Feature: Own
          @claim:request-flag
          Scenario: One that holds
            When a training job with 1 instance asks for nothing
            Then the description of the job says that traffic is not encrypted
        """
      When train-encrypt runs that feature file
      Then it ends with 0
      And it says 1 scenario passed
      And it has written an HTML report

    Scenario Outline: train-encrypt <arguments>
      When train-encrypt is run with '<arguments>'
      Then it ends with 0
      And it says <what>

      Examples:
        | arguments       | what           |
        | --help          | features       |
        | --version       | .              |
        | serve --help    | --port         |
        | features --help | --tags         |

  Rule: What the tool cannot do is named, and ends with 3

    Example: a port that is taken
      Given a port that another program listens on
      When train-encrypt serves on that port
      Then it ends with 3
      And it says that port
      And it shows no stack trace

    Example: a place for reports that cannot be written to
      Given a file where the reports should go
      When train-encrypt runs the features with its reports there
      Then it ends with 3
      And it says that place
      And it shows no stack trace

  Rule: serve answers until it is stopped, and leaves nothing behind

    Example: from start to Ctrl-C
      Given train-encrypt serves
      Then its health endpoint tells engine, version and rules
      And what it printed is enough for an SDK to launch a job
      When it is stopped with Ctrl-C
      Then it ends with 0
      And its port is free again
