/** Folders of which a sandbox shows nothing but what is bound back into them. Sources: hier(7), the XDG base directories. */
export const COVERED: readonly { readonly path: string; readonly why: string }[] = [
  { path: '/home', why: 'credentials' },
  { path: '/root', why: 'credentials' },
  { path: '/run', why: 'sockets of Docker, D-Bus, agents and services' },
  { path: '/var/run', why: 'the same, where it is no link to /run' },
  { path: '/tmp', why: 'sockets of agents, files of other runs' },
  { path: '/var/tmp', why: 'files of other runs' },
  { path: '/mnt', why: 'homes on other disks, such as those of Windows' },
  { path: '/media', why: 'other disks' },
];

/** Parts of /proc that root could write without any capability. */
export const READ_ONLY_PROC = ['sys', 'sysrq-trigger', 'irq', 'bus', 'fs', 'acpi', 'scsi'] as const;

/** Devices that a sandbox has. */
export const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'] as const;

/** Toolchains below a home, by their own defaults. Read-only. No file with a token lies in these. */
export const HOME_TOOLCHAINS = `
  .asdf .bun/bin .cargo/bin .deno/bin .dotnet .fnm .goenv .jabba .jdks .jenv .juliaup .local/bin .local/lib
  .local/pipx/venvs .local/share/fnm .local/share/mise .local/share/pipx/venvs .local/share/pnpm .local/share/rtx
  .local/share/uv .local/share/virtualenvs .n .nodenv .npm-global .nvm .phpenv .plenv .pyenv .rbenv .rustup .rye .rvm
  .sdkman .swiftly .virtualenvs .volta .yarn/bin anaconda3 go/bin mambaforge miniconda3 miniforge3 sdk
`
  .trim()
  .split(/\s+/);

/** Caches of language tools below a home, by their own defaults. */
export const HOME_CACHES = `
  .bun/install/cache .cache/bazel .cache/coursier .cache/go-build .cache/node/corepack .cache/pip .cache/pnpm
  .cache/poetry .cache/pypoetry .cache/uv .cache/yarn .cargo/git .cargo/registry .conda/pkgs .gradle/caches
  .gradle/wrapper .ivy2/cache .m2/repository .m2/wrapper .npm/_cacache .npm/_npx .nuget/packages .sbt/boot go/pkg
`
  .trim()
  .split(/\s+/);
