// The forms in which the programs of an image build say that they failed: one row a form. Wordings as the programs print them in public
// logs and in their sources.

import type { Strength } from '../model/complaint.ts';

type Row = readonly [speaker: string, strength: Strength, says: RegExp];

/** Wrappers first, then reports: they hold words of the stronger forms. Then the more particular before the more general. */
export const COMPLAINT_ROWS: readonly Row[] = [
  ['Image Builder', 'wrapper', /^Document \S+ failed!|failed with reason: Document \S+ failed/],
  ['Image Builder', 'wrapper', /^failed in [^:]+(?::\S+)*(?: \w+)*$|^failed in .*exit status \d+\.?$/],
  ['Image Builder', 'wrapper', /^Command failed \(command id|^Action failed for step/],
  ['CloudFormation', 'wrapper', /Resource creation cancelled|following resource\(s\) failed to (?:create|delete): \[/],
  ['AWSTOE', 'wrapper', /^TOE has completed|Command execution has resulted in an error/],
  ['Chef', 'wrapper', /Expected process to exit with|^Error executing action|^Ran .* returned \d+$|ChildConvergeError/],
  ['Chef', 'wrapper', /^Recipe Compile Error in /],
  [
    'Chef',
    'wrapper',
    /Running exception handlers|Exception handlers complete|Stacktrace dumped|stacktrace\.out|^FATAL: -+$/,
  ],
  ['Chef', 'wrapper', /^(?:Infra Phase|(?:Chef|Cinc)(?: Infra)? Client) failed/],
  [
    'ParallelCluster',
    'wrapper',
    /^Vendoring cookbook failed\.|^ERROR - Script execution failure|^Script execution failure/,
  ],
  [
    'packer',
    'wrapper',
    /[Ss]cript exited with non-zero|Provisioning step had errors|cleanup provisioner|^Build '.*' errored/,
  ],
  ['packer', 'wrapper', /Some builds didn't complete successfully|no artifacts were created/],
  [
    'dpkg',
    'wrapper',
    /Sub-process \S+ returned an error code|subprocess returned error exit status|Errors were encountered while processing/,
  ],
  ['apt', 'wrapper', /^W: Some index files failed/],
  ['make', 'wrapper', /^g?make(?:\[\d+\])?: \*\*\*(?! No rule to make)/],
  [
    'gcc',
    'wrapper',
    /^collect2: error: ld returned|error: ld returned \d+ exit status|compilation terminated|\bld: final link failed|^cc1\w*: (?:all|some) warnings/,
  ],
  ['tar', 'wrapper', /^tar(?: \(child\))?: (?:Child returned|Error is not recoverable|Exiting with failure)/],
  ['pip', 'wrapper', /^error: subprocess-exited-with-error|^note: This error originates/],
  ['yum', 'wrapper', /^Error: Nothing to do|^Problem: conflicting requests$|^\(try to add '--/],
  [
    'docker',
    'wrapper',
    /^=> ERROR \[|^ERROR: (?:process ".*" did not complete|failed to solve)|^The command '.*' returned a non-zero code/,
  ],
  ['ansible', 'wrapper', /^ERROR! - you can use/],
  ['perl', 'wrapper', /^BEGIN failed--/],
  ['systemd', 'wrapper', /^systemd\[1\]: /],
  [
    'cfn-init',
    'wrapper',
    /^ValidationError: Stack .* cannot be signaled|^\[ERROR\] (?:-+BUILD FAILED|Error encountered during build|Unhandled exception)|^ToolError: Command \S+ failed|^\[ERROR\] Command \S+ \(.*\) failed$/,
  ],
  [
    'an installer',
    'wrapper',
    /^(?:Error|ERROR): .*\b(?:[Ii]nstallation|[Bb]uild|[Ss]etup|[Dd]eployment) (?:failed|aborted|incomplete|could not be \w+)\.?$/,
  ],
  ['java', 'wrapper', /^Error: (?:LinkageError occurred|A JNI error has occurred)/],
  ['git', 'wrapper', /^error: external filter .* failed|smudge filter lfs failed$/],
  ['NVIDIA', 'wrapper', /'\/var\/log\/nvidia-installer\.log'|Consult \/var\/lib\/dkms/],

  // Reports: what was run, or built, or started failed. Why it did stands before or after.
  ['dkms', 'report', /^Error! Bad return status|\bBad return status for module build\b/],
  [
    'rpm',
    'report',
    /^(?:error: )?Bad exit status from |scriptlet failed, exit status|^Error in (?:PRE|POST)\w+ scriptlet/,
  ],
  ['dpkg', 'report', /^dpkg-(?:buildpackage|deb): error: .*(?:exit status|subprocess)|^debuild: fatal error/],
  [
    'ruby',
    'report',
    /Failed to build gem native extension|^extconf failed|^An error occurred while installing \S+ \(|^\*\*\* extconf\.rb failed/,
  ],
  [
    'NVIDIA',
    'report',
    /^ERROR: (?:Failed to run|Failed to install|Installation has failed|The nvidia kernel module was not)/,
  ],
  [
    'cargo',
    'report',
    /^error: (?:failed to (?:compile|run custom build|parse manifest|load|get|select)|could not compile|build failed)/,
  ],
  [
    'pip',
    'report',
    /^(?:ERROR|error): (?:Failed building|Could not build wheels|Failed to build|Command errored out|metadata-generation-failed)/,
  ],
  // What it was given may be an error page; or it goes on to say what it could not do with it.
  ['gpg', 'report', /^gpg: no valid OpenPGP data found/],
  ['apport', 'wrapper', /^ERROR: Cannot create report: |^ERROR \(dkms apport\)/],
  [
    'npm',
    'report',
    /^npm (?:error|ERR!) (?:(?:code|errno|path|command|syscall|A complete log)\b|gyp (?!ERR! stack \w*Error: ))/,
  ],
  [
    'R',
    'report',
    /^ERROR: (?:configuration failed|compilation failed|dependenc(?:y|ies) .* (?:is|are) not available|lazy loading failed)/,
  ],
  ['gradle', 'report', /^FAILURE: Build failed|^\[ERROR\] BUILD FAILURE|^BUILD FAILED\b/],
  ['spack', 'report', /^==> Error: (?:ProcessError|InstallError|.*due to failed dependencies)/],
  // Mostly since it could not be built.
  ['kernel', 'report', /modprobe: (?:FATAL|ERROR)(?!.* is in use)/],
  ['systemd', 'report', /^Job for \S+ failed|^A dependency job for /],
  ['python', 'report', /^(?:\w+\.)*CalledProcessError: |^subprocess-exited-with-error/],
  // Modules of Python itself that are built only where their library is at hand: the build goes on without them.
  ['python', 'report', /^ModuleNotFoundError: No module named '_\w+'$/],
  ['Chef', 'report', /FATAL: (?:\w+::)*ValidationFailed: |^Proposed content for .* failed verification/],

  [
    'system',
    'exhausted',
    /No space left on device|ENOSPC|Disk quota exceeded|[Dd]isk [Rr]equirements:?$|You don't have enough free space/,
  ],
  [
    'system',
    'exhausted',
    /Cannot allocate memory|virtual memory exhausted|ENOMEM|Out of memory: Kill|^Killed$|Killed signal terminated program/,
  ],
  ['system', 'exhausted', /Read-only file system|Input\/output error/],
  ['LVM', 'exhausted', /^\s*Insufficient free space: \d+ extents/],
  ['java', 'exhausted', /insufficient memory for the Java Runtime|^java\.lang\.OutOfMemoryError/],

  // `[error]` and its like in front of a message, as loggers write it.
  [
    'a program',
    'statement',
    /^\[(?:ERROR|[Ee]rror|FATAL|[Ff]atal|CRITICAL)\]:? {1,4}(?!\[Help|Re-run|To see the full|For more information|After correcting|BUILD FAILURE|->)\S/,
  ],
  ['a program', 'statement', /^(?:\*\*\*|==>) (?:ERROR|Error): \S|^ERROR! \S|^CRITICAL[: ]\s*\S/],
  // Its result goes on in the next lines, and may hold what a program said.
  [
    'Chef',
    'statement',
    /^\[\d{4}-\d\d-\d\dT[^\]]+\] (?:ERROR|FATAL): (?!Running exception|Exception handlers|Stacktrace|P(?:lease|LEASE) |-+$|\w+\[|[A-Z]\w*::)\S/,
  ],
  ['cfn-init', 'statement', /^Error occurred during build: (?!Command \S+ failed)/],
  ['npm', 'statement', /^(?:npm (?:error|ERR!) )?gyp ERR! stack (?:\w*Error): \S/],
  ['ansible', 'report', /^fatal: \[[^\]]*\]: FAILED! => (?:\{|changed=\w+)$/],
  [
    'ansible',
    'statement',
    /^"?msg"?: (?!["']?(?:\[$|non-zero return code|MODULE FAILURE|Failed to install some))["']?\S/,
  ],
  ['ansible', 'statement', /^fatal: \[[^\]]*\]: (?:FAILED|UNREACHABLE)!/],
  ['Lmod', 'statement', /^Lmod has detected the following error: {1,4}\S/],
  ['pkg-config', 'statement', /Package \S+ was not found in the pkg-config|No package '[^']+' found/],
  ['objtool', 'statement', /^\S+\.k?o: error: /],
  ['apt', 'statement', /^E: |is not signed\.?$|NO_PUBKEY/],
  // Names the package only; why is in what its script printed before.
  ['dpkg', 'worry', /^dpkg: error processing package \S+ \(--\w+\):$/],
  ['dpkg', 'statement', /^dpkg(?:-\w+)?: error|locked by another process/],
  [
    'yum',
    'statement',
    /^Error: \S|Unable to find a match|^Errors during downloading metadata|^- (?:Status code: \d{3}|Curl error \(\d+\)) .*for |GPG check FAILED|^All matches were filtered out by/,
  ],
  [
    'yum',
    'statement',
    /nothing provides .* needed by|requires .* but none of the providers can be installed|conflicts with .* provided by|does not update installed package/,
  ],
  [
    'yum',
    'statement',
    /\[Errno \d+\]|Existing lock |Another app is currently holding the yum lock|Cannot find a valid baseurl/,
  ],
  [
    'Chef',
    'statement',
    /No candidate version available|No such cookbook|Could not satisfy version constraints|(?:ChecksumMismatch|does not match (?:expected )?checksum)/,
  ],
  [
    'Chef',
    'statement',
    /cannot be downloaded from|SSL Error connecting|FATAL: [A-Z][\w:]*: \S|ERROR: \w+\[.* had an error:/,
  ],
  ['ParallelCluster', 'statement', /Failing build\.$|image build infrastructure creation failed/],
  ['curl', 'statement', /\bcurl: \(\d+\) |^curl: /],
  ['wget', 'statement', /^wget: |ERROR \d{3}: /],
  [
    'network',
    'statement',
    /(?:Host|host) not found\b(?!\.conf)|Name or service not known|[Cc]ould not resolve host|Network is unreachable|No route to host|Temporary failure in name resolution/,
  ],
  [
    'tar',
    'statement',
    /not in gzip format|^tar(?: \(child\))?: .*(?:Cannot|does not look like|Unexpected EOF)|^unzip: |End-of-central-directory signature not found|\bbad CRC [0-9a-f]{8}\b/,
  ],
  [
    'gcc',
    'statement',
    /^(?!conftest)(?:.*: )?fatal error: |^(?!conftest|configure:)[\w./+-]+:\d+(?::\d+)?: error: |cannot find -l\w|undefined reference to/,
  ],
  ['ld', 'statement', /\bld: (?!warning|skipping|.*(?:skipping incompatible|warning:|: in function )).* /],
  ['make', 'statement', /^g?make(?:\[\d+\])?: (?:\*\*\* No rule|\S+: No such file)|^\S+:\d+: \*\*\* .*Stop\.$/],
  [
    'loader',
    'statement',
    /error while loading shared libraries|cannot open shared object file|: version `[^`']+' not found|: symbol lookup error: /,
  ],
  ['configure', 'statement', /(?:^|\.\.\. ?)configure: error: |^CMake Error/],
  ['dkms', 'statement', /^Error! (?!echo$)|not found in directory \/lib\/modules/],
  ['cargo', 'wrapper', /^process didn't exit successfully: /],
  ['cargo', 'statement', /^error(?:\[E\d+\])?: |^Missing dependency: /],
  ['pip', 'statement', /^ERROR: {1,2}\S/],
  ['ruby', 'statement', /\((?:\w+::)*\w*(?:Error|Exception)\)$|cannot load such file|^(?:\w+::)+\w+Error\b|^Errno::/],
  ['ruby', 'statement', /\bundefined (?:local variable or )?method [`']/],
  ['python', 'statement', /^[\w.]+(?:Error|Exception): |^AssertionError$/],
  [
    'java',
    'statement',
    /^Exception in thread "|^(?:[a-z]\w*\.)+\w*(?:Error|Exception)\b|^Caused by: [\w.$]+(?:Error|Exception)/,
  ],
  ['perl', 'statement', /^Can't locate \S+ in @INC|; marked by <-- HERE in m\/|^syntax error at \S+ line \d+, near/],
  ['go', 'statement', /\bdial tcp\b.*: \S/],
  ['docker', 'statement', /Error response from daemon|Cannot connect to the Docker daemon|^no matching manifest for /],
  // A tool it tried first; another one follows.
  ['npm', 'worry', /^npm (?:error|ERR!) \S+ warn /],
  ['npm', 'statement', /^npm (?:error|ERR!) /],
  ['gpg', 'statement', /^gpg: (?:can't|keyserver receive failed|BAD signature)/],
  ['shadow-utils', 'statement', /^(?:user|group)(?:add|mod|del): |^add(?:user|group): (?:The |fatal: |ERROR: )/],
  ['git', 'statement', /^batch response: /],
  ['AWS', 'statement', /Object is of storage class \w+\. Unable to perform/],
  [
    'shell',
    'statement',
    /command not found$|: Permission denied$|: unbound variable$|: bad (?:ELF )?interpreter: |^\S+: \d+: (?:exec: )?\S+: not found$|^\S+: line \d+: .*(?:syntax error|No such file or directory|Not a directory|cannot )/,
  ],
  ['TLS', 'statement', /certificate verify failed|SSL certificate problem|OpenSSL internal error/],
  ['a program', 'statement', /\b[Aa]ssertion failed: |Assertion [`'].*' failed/],
  ['systemd', 'statement', /^Failed to (?:start|enable|restart|set time zone)\b/],
  ['SELinux', 'statement', /^Failed to resolve \w+ statement|^libsem\w+\.\w+: /],
  ['sysctl', 'statement', /^sysctl: (?:cannot stat|permission denied|setting key .*(?<!ignoring)$)/],
  ['jq', 'statement', /^jq: (?!1 compile error)/],
  ['ssh', 'statement', /^Host key verification failed|continue connecting \(yes\/no/],
  ['kernel', 'statement', /Segmentation fault|core dumped|Kernel panic - not syncing/],
  [
    'AWS',
    'statement',
    /is not authorized to perform|AccessDenied|UnauthorizedOperation|An error occurred \(\w+\)|InsufficientInstanceCapacity|LimitExceeded/,
  ],
  [
    'AWS',
    'statement',
    /do not have sufficient \S+ capacity|requested more vCPU capacity|no longer supported for|already exists\.?$/,
  ],
  [
    'Image Builder',
    'statement',
    /Unable to bootstrap|SSM Agent|ExpectationNotMet|Rate exceeded|Step timed out|^AMI \S+ transitioned to failed\./,
  ],
  [
    'a program',
    'statement',
    /^(?:Fatal|FATAL|fatal)(?: [Ee]rror)?: |^[a-z][\w.-]*(?:: error[: ]| fatal +: )|\btimed out\b|is not supported(?: in| by|\.|$)/,
  ],

  ['go', 'statement', /^\S*go\.(?:mod|sum|work):\d+: \S/],
  ['ruby', 'message', /^mkmf\.rb can't find/],
  ['a program', 'hint', /^(?:cat|chmod|chown|cp|grep|ls|ln|mv|rm|stat): .*No such file or directory/],
  // A program's name, and words of an error: the oldest form there is.
  [
    'a program',
    'message',
    /^(?!sudo|perl|locale|warning|mandb|hint|note|info|debug)[a-z][\w.+-]*(?:\[\d+\])?: .*\b(?:[Ff]ail(?:ed|ure)|[Ee]rror|[Cc]annot|[Cc]an't|[Cc]ouldn't|[Cc]ould not|[Uu]nable|[Ii]nvalid|[Nn]o such|[Dd]enied|[Rr]efused|[Mm]ismatch|[Uu]nsupported|[Mm]issing|not (?:found|allowed|supported|permitted|match))\b|^(?!sudo|perl|locale|warning|mandb|hint|note|info|debug)[a-z][\w.+-]*\[\d+\]: .*\b(?:does|do|is|are)n't /,
  ],
  [
    'a program',
    'detail',
    /\b[Ee]rror\b|\bERROR\b|\bFATAL\b|\b[Ff]ailed\b|FAILED|\b[Uu]nable to\b|\b[Cc]annot |\b[Cc]ould not\b|\b[Cc](?:an|ouldn)'t\b|\bnot (?:allowed|permitted)\b/,
  ],
  [
    'a program',
    'detail',
    /No such file or directory|[Pp]ermission denied|Connection (?:refused|reset|timed out)|Temporary failure|[Ii]nvalid|exceeded|does not exist|(?:is|are) required (?:to|for|by)|giving up/,
  ],
  // Yum goes on without packages that it does not know.
  ['yum', 'detail', /^No package \S+ available/],
  ['apt', 'detail', /unmet dependencies|^\S+ : Depends:|not installable|held broken packages/],
  ['a program', 'detail', /\b(?:403|404)\b(?![.,]\d| ?[kMG]?B\b)/],

  [
    'a program',
    'hint',
    /\b(?:[Uu]nknown|[Uu]nrecogni[sz]ed|[Uu]nexpected|[Uu]nsupported|[Ii]ncompatible|[Mm]ismatch(?:ed)?|[Cc]onflict(?:s|ing)?|[Cc]orrupt(?:ed)?|[Mm]alformed|[Rr]efus(?:ed|ing)|[Rr]eject(?:ed|ing)|[Ee]xpired|[Ii]nsufficient|[Uu]ndefined|[Oo]utdated)\b|\bnot (?:found|supported|installed|recogni[sz]ed|enough|match)\b|\b(?:does|did|do|is|are|was)(?: not|n't) (?!affect|need|appl|use |require|yet|empty)\w+|\btoo (?:old|new|many|large|small|long)\b|\b(?:need|have) to be\b|^No \w+ (?:matching|named|found|such)\b|\bmust (?:be|have|match|not)\b|\b[Rr]equires? .* (?:or (?:newer|later|higher)|>=)|\bpanicked at\b/,
  ],

  ['a program', 'worry', /\b[Ww]arnings?\b|\bWARN(?:ING)?\b|denied|missing|not found|abort|unsupported|\[y\/[nN]\]/],
];
