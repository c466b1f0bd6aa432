// The forms in which programs say that they failed, from the telling to the merely worried. Used to pick the decisive line where no
// pattern of the catalog fits: the first line of the strongest form wins, so that a full disk beats the compiler errors it causes,
// and a compiler error beats make's report of it.

export type Strength = 'resource' | 'statement' | 'detail' | 'weak' | 'wrapper';

interface Form {
  readonly strength: Strength;
  readonly says: RegExp;
}

const FORMS: readonly Form[] = [
  // Wrappers first: they contain words of the stronger forms but only repeat that something else failed.
  {
    strength: 'wrapper',
    says: /^Document \S+ failed!|^failed in [^:]+(?::\S+)*(?: \w+)*$|^failed in .*exit status \d+\.?$|failed with reason: Document|Expected process to exit with|^TOE has completed|^Command failed \(command id|^Action failed for step|[Ss]cript exited with non-zero|^make(?:\[\d+\])?: \*\*\*|Sub-process \S+ returned an error code|^ERROR: (?:Running exception|Exception) handlers|Running exception handlers|Exception handlers complete|Stacktrace dumped|stacktrace\.out|^Infra Phase failed|(?:Chef|Cinc)(?: Infra)? Client failed|ChildConvergeError|^Vendoring cookbook failed\.|Provisioning step had errors|Command execution has resulted in an error|^Error executing action|Resource creation cancelled|failed to create: \[|collect2: error: ld returned|error: ld returned \d+ exit status|^tar: (?:Child returned|Error is not recoverable|Exiting with failure)|returned \d+$|run 'dpkg|Errors were encountered while processing|^error: subprocess-exited-with-error|^cc1plus: all warnings|compilation terminated|^FATAL: -+$|^ERROR - Script execution failure|^Build '.*' errored|^==> Some builds|cleanup provisioner|Consult \/var\/lib\/dkms|'\/var\/log\/nvidia-installer\.log'|^W: Some index files failed/,
  },
  {
    strength: 'resource',
    says: /No space left on device|ENOSPC|Disk quota exceeded|You don't have enough free space|Cannot allocate memory|virtual memory exhausted|Out of memory: Kill|Killed signal terminated program|^Killed$|ENOMEM|Read-only file system|Input\/output error/,
  },
  {
    strength: 'statement',
    says: /^E: |^Error! |^(?:Fatal|FATAL|fatal)(?: error)?: |: fatal error: |^[\w./+-]+:\d+(?::\d+)?: error: |^configure: error: |^CMake Error|^error(?:\[E\d+\])?: |^ERROR: {1,2}\S|^(?:curl|wget): |curl: \(\d+\) |dpkg: error|^Error: \S|^Err(?:no|or)::|\((?:LoadError|NameError|NoMethodError|ArgumentError|RuntimeError|SyntaxError)\)$|^[\w.]+(?:Error|Exception): |Failing build\.$|No candidate version available|nothing provides .* needed by|requires .* but none of the providers can be installed|Unable to find a match|does not update installed package|conflicts with .* provided by|is not signed|command not found$|cannot load such file|ERROR \d{3}: |\[Errno \d+\]|GPG check FAILED|No such cookbook|Could not satisfy version constraints|ChecksumMismatch|does not match (?:expected )?checksum|Bad return status|SSL Error|certificate verify failed|cannot be downloaded from|ERROR: .* had an error:|FATAL: \S+: \S|is locked by another process|locked by another process|Another app is currently holding|Existing lock|is not authorized to perform|not available in this region|(?:Access|Permission) ?[Dd]enied|UnauthorizedOperation|no longer supported|is not supported(?: in| by|\.|$)|not found in directory|not in gzip format|Segmentation fault|core dumped|Unable to bootstrap|SSM Agent|timed out|^Errors during downloading metadata|^- Status code: \d{3} for |^- Curl error \(\d+\)|NO_PUBKEY|image build infrastructure creation failed/,
  },
  {
    strength: 'detail',
    says: /\b[Ee]rror\b|\bERROR\b|\bFATAL\b|No such file or directory|not installable|unmet dependencies|^ ?\S+ : Depends:|\b[Ff]ailed\b|FAILED|unable to|Unable to|[Cc]annot |[Cc]ould not|Connection (?:refused|reset|timed out)|Temporary failure|404|403|[Ii]nvalid|undefined reference|unresolved|exceeded/,
  },
  { strength: 'weak', says: /[Ww]arning|WARN|denied|missing|not found|abort|unsupported|prompt|\[y\/[nN]\]/ },
];

/** Lines with words of an error that report no failure. */
const HARMLESS =
  /apt does not have a stable CLI|frontend: (?:Dialog|Readline|Teletype|Noninteractive)|skip_missing_names_on_install|not affected by|\b0 (?:errors|failed)\b|no error|[Ee]rror_|error-|errors?\.log|-Werror|strerror|liberror|perror|gpg-error|Error\.pm|checking (?:for|whether|if)|\(ignored\)|^gcc |^g\+\+ |libtool: |^make\[\d+\]: (?:Entering|Leaving|Nothing)|fail2ban|failover|default-?fail|\.\.\. (?:ok|yes|no)$|up to date\)|^Using |^Get:\d|^Hit:\d|^Selecting previously|^Unpacking |^Setting up |^Preparing to unpack|^Collecting |^Successfully|^Downloading |Installing +:|^Verifying +:|^\(\d+\/\d+\)|^Requirement already|is already installed|already installed|^Fetched |DEPRECAT|[Dd]eprecat|InsecurePlatform|INFO: |system is not registered|^See (?:system logs|"systemctl)|journalctl|^- |\(skipped due to/;

/** How strongly a line says that something failed; null when it does not. */
export function strengthOf(body: string): Strength | null {
  if (body === '' || body.length > 20_000) return null;
  const form = FORMS.find((candidate) => candidate.says.test(body));
  if (!form) return null;
  return form.strength !== 'resource' && form.strength !== 'statement' && HARMLESS.test(body) ? null : form.strength;
}

/** An opening without content: dnf prints `Error:` and says what on the next lines, Python says it in the last of a traceback. */
export function isBareOpening(body: string): boolean {
  return /^(?:Error|ERROR|error):?\s*$|^Traceback \(most recent call last\)/.test(body);
}
