/** Variables that reach a command from the environment of the caller. All others do not. */
interface Allowed {
  readonly names: RegExp;
  readonly why: string;
}

const named = (names: string, flags = ''): RegExp => new RegExp(`^(?:${names.trim().split(/\s+/).join('|')})$`, flags);

export const ALLOWED: readonly Allowed[] = [
  { names: named('PATH', 'i'), why: 'where programs are' },
  { names: named('LANG LANGUAGE LC_\\w+ TZ'), why: 'language and time zone' },
  { names: named('TERM COLORTERM NO_COLOR FORCE_COLOR CI'), why: 'what output may look like' },
  { names: named('USER LOGNAME SHELL'), why: 'who one is' },
  {
    names: named('JAVA_HOME JAVA_HOME_\\w+ JDK_HOME JRE_HOME M2_HOME MAVEN_HOME GRADLE_HOME SDKMAN_DIR'),
    why: 'toolchains: Java',
  },
  {
    names: named('GOROOT GOPATH GOBIN GOCACHE GOMODCACHE GOENV GOFLAGS GOTOOLCHAIN GOPROXY GOSUMDB CGO_ENABLED'),
    why: 'toolchains: Go',
  },
  {
    names: named(`
      PYTHONPATH PYTHONHOME PYTHONUTF8 PYTHONIOENCODING PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYENV_ROOT PYENV_VERSION
      VIRTUAL_ENV CONDA_PREFIX CONDA_DEFAULT_ENV CONDA_EXE MAMBA_ROOT_PREFIX UV_PYTHON UV_CACHE_DIR PIP_CACHE_DIR
      pythonLocation Python_ROOT_DIR Python3_ROOT_DIR`),
    why: 'toolchains: Python',
  },
  {
    names: named(
      'NODE_PATH NVM_DIR NVM_BIN FNM_DIR FNM_MULTISHELL_PATH N_PREFIX NODENV_ROOT PNPM_HOME VOLTA_HOME BUN_INSTALL DENO_DIR',
    ),
    why: 'toolchains: JavaScript',
  },
  {
    names: named(`
      CARGO_HOME RUSTUP_HOME RUSTUP_TOOLCHAIN DOTNET_ROOT NUGET_PACKAGES RBENV_ROOT GEM_HOME GEM_PATH BUNDLE_PATH PERL5LIB
      ASDF_DIR ASDF_DATA_DIR MISE_DATA_DIR MISE_SHELL HOMEBREW_PREFIX NIX_PROFILES NIX_PATH RUNNER_TOOL_CACHE
      AGENT_TOOLSDIRECTORY LD_LIBRARY_PATH DYLD_LIBRARY_PATH DYLD_FALLBACK_LIBRARY_PATH`),
    why: 'toolchains: others',
  },
  { names: named('OMP_NUM_THREADS OPENBLAS_\\w+ MKL_\\w+'), why: 'how libraries compute' },
  {
    names: named(
      'SystemRoot SystemDrive windir ComSpec PATHEXT OS ProgramData ProgramFiles ProgramFiles\\(x86\\) ProgramW6432 CommonProgramFiles NUMBER_OF_PROCESSORS PROCESSOR_\\w+',
      'i',
    ),
    why: 'without which no program of Windows starts',
  },
];

/** Values in which a user and a password stand before a host. */
const WITH_CREDENTIALS = /\/\/[^\s/@]*@/;

/** Whether a variable reaches a command without being named. */
export function isAllowed(name: string, value: string): boolean {
  return ALLOWED.some(({ names }) => names.test(name)) && !WITH_CREDENTIALS.test(value);
}
