import { LocalstackContainer } from '@testcontainers/localstack';
import { StartupCheckStrategy } from 'testcontainers';
import { containerEnvironment, LEAN_HOOK, type LocalStackSettings } from './settings.ts';

export const LOCALSTACK_PORT = 4566;
/** On each of our containers: `docker ps -a --filter label=train-encrypt`. */
export const LABEL = 'train-encrypt';

export interface ContainerSettings {
  readonly settings: LocalStackSettings;
  /** Further labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** A container that stays after the run, for the next one to use again. */
  readonly reuse: boolean;
  /** For runs with very many accounts: without machine images and the policies that AWS manages. */
  readonly lean: boolean;
  /** Only this machine may reach it; not so where Docker runs on another one. */
  readonly local: boolean;
  /** Told of the id before the container is started. */
  readonly onCreated: (id: string) => void;
}

export class LocalStackForEc2 extends LocalstackContainer {
  readonly #onCreated: ContainerSettings['onCreated'];

  constructor({ settings, labels, reuse, lean, local, onCreated }: ContainerSettings) {
    super(settings.image);
    this.#onCreated = onCreated;
    this.withEnvironment(containerEnvironment(settings, lean)).withLabels({ [LABEL]: 'localstack', ...labels });
    if (lean) this.withCopyContentToContainer([LEAN_HOOK]);
    if (local) this.hostConfig.PortBindings = { [`${LOCALSTACK_PORT}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: '0' }] };
    this.withWaitStrategy(new WaitedForElsewhere());
    if (reuse) this.withReuse();
  }

  /** The module's own prepares containers for Lambda: with an id of the session, which no other run could use again. */
  protected override async beforeContainerCreated(): Promise<void> {}

  protected override async containerCreated(id: string): Promise<void> {
    this.#onCreated(id);
  }
}

/** Testcontainers removes a container that does not become ready, with its exit code and its log. */
class WaitedForElsewhere extends StartupCheckStrategy {
  override async waitUntilReady(): Promise<void> {}

  override async checkStartupState() {
    return 'SUCCESS' as const;
  }
}
