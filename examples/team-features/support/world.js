import { setWorldConstructor } from '@cucumber/cucumber';
import { TrainEncryptWorld } from 'train-encrypt/steps';

/** Our own world: all that train-encrypt's steps share, and what ours add. */
export class FraudWorld extends TrainEncryptWorld {
  /** The release that a scenario speaks of. */
  release = '';

  launch(release) {
    this.release = release;
    const network = ['--subnets', '{subnets}', '--security-groups', '{security_groups}', '--role', '{role_arn}'];
    return this.runWrapper([
      'node',
      'wrapper/launch.js',
      '--release',
      release,
      '--instances',
      '{instances}',
      ...network,
    ]);
  }
}

setWorldConstructor(FraudWorld);
