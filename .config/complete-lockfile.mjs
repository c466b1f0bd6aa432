// Adds to package-lock.json the optional packages of other platforms that npm left out because the registry in reach did
// not offer them. Without those entries `npm ci` rejects the lock it was given (npm/cli#9846).
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony', 'aix', 'sunos', 'netbsd', 'openbsd'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];
const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = completeLock(lock.packages);
if (added.length > 0) {
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted(lock.packages) }, null, 2)}\n`);
}
console.log(`package-lock.json: ${added.length} platform packages added`);

function completeLock(packages) {
  const names = [];
  for (const [owner, entry] of Object.entries({ ...packages })) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!EXACT_VERSION.test(version)) continue;
      const place = freePlace(packages, owner, name, version);
      if (!place) continue;
      packages[place] = platformEntry(name, version, entry);
      names.push(`${name}@${version}`);
    }
  }
  return names;
}

/** The highest node_modules that can hold this version, or null when the version is already there. */
function freePlace(packages, owner, name, version) {
  const places = ancestors(owner).map((at) => `${at ? `${at}/` : ''}node_modules/${name}`);
  const found = places.find((place) => packages[place]?.version);
  if (found && packages[found].version === version) return null;
  return places.toReversed().find((place) => !packages[place]?.version || packages[place].version === version);
}

function ancestors(owner) {
  const chain = [];
  for (let at = owner; ;) {
    chain.push(at);
    if (!at) return chain;
    const slash = at.lastIndexOf('node_modules/');
    at = slash > 0 ? at.slice(0, slash - 1) : '';
  }
}

function platformEntry(name, version, owner) {
  const parts = name.split(/[-/]/);
  const os = parts.find((part) => SYSTEMS.includes(part));
  const cpu = PROCESSORS.find((processor) => parts.includes(processor));
  const libc = parts.includes('musl') ? 'musl' : parts.some((part) => ['gnu', 'glibc'].includes(part)) ? 'glibc' : null;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(owner.dev && { dev: true }),
    ...(owner.devOptional && { devOptional: true }),
    ...(libc && os === 'linux' && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

function sorted(packages) {
  const { '': root, ...rest } = packages;
  return { '': root, ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))) };
}
