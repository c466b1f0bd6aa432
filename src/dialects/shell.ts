// Tells echoed shell source from what a command printed. ParallelCluster's scripts start with `set -v`, so the stderr event of each
// step opens with the script's own text, every "Failing build." and "exit 1" in it included (aws-parallelcluster,
// cli/src/pcluster/resources/imagebuilder/*.yaml); users' scripts with `set -x` echo commands behind plus signs.

const SOURCE_START =
  /^(?:set [-+]\w|if\b|then\b|elif\b|else$|fi;?$|for \w+ in |while |until |do$|done;?$|case |esac|function |export |echo |printf |exit \d|return\b|local |\[\[? |\{$|\}$|\w+ ?\(\) ?\{|[A-Za-z_]\w*=|\. \S|source |trap |cd |mkdir |rm |cp |mv |ln |chmod |chown |sudo |curl |wget |tar (?!\(child\))|unzip |apt-get |apt |yum |dnf |rpm |dpkg |pip3? |systemctl |touch |cat |sed |grep |awk |aws |sleep |cinc-client |chef-client |#|\/[^\s:]+$|[\w.*|'"/ -]+\)(?: |$).*;;)/;
const SOURCE_WITHIN = /\$\(|\$\{|\$\?|\$[A-Z_]{2,}|;;|(?:^|\s)(?:&&|\|\|)(?:\s|$)|<<-?['"]?[A-Z]{2,}/;

/** A complaint may quote source: bash's `x.sh: line 3: ${y!}: bad substitution`, configure's `found in $PATH`. */
const COMPLAINS = /^\S+: (?:line \d+|error): /;

/** Does a line of a `set -v` stderr event look like script source rather than output? */
export function looksLikeSource(body: string): boolean {
  return !COMPLAINS.test(body) && (SOURCE_START.test(body) || SOURCE_WITHIN.test(body));
}

const XTRACE = /^\+{1,6} (?=\S)/;

/** A command echoed by `set -x`: `+ dnf install …`, `++ mktemp -d`. */
export function isXtrace(body: string): boolean {
  return body.startsWith('+') && XTRACE.test(body);
}
