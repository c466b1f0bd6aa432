// The third path, before the hour is spent: a configuration against ParallelCluster's schema and against every failure of the catalog that
// can be foreseen from version, system and configuration.

import { coerce } from 'semver';
import type { Pattern } from './model/catalog.ts';
import type { Finding } from './model/checkup.ts';
import { holds, readRange, type KnownFacts } from './model/conditions.ts';
import { configProblems } from './remedies/config-problems.ts';
import { readConfigText, ruleHolds, type ReadConfig } from './remedies/config-rules.ts';
import { supportedSystems } from './remedies/supported-os.ts';
import { weighRemedies } from './remedies/weigh.ts';

export interface CheckupAsked {
  readonly text: string;
  readonly patterns: readonly Pattern[];
  readonly facts: KnownFacts;
  /** ISO date: failures that begin later are not foreseen yet. */
  readonly today: string;
}

/** Findings, those that will fail first, each in the order of the file; none for a configuration that nothing is known against. */
export function checkConfig(asked: CheckupAsked): Finding[] {
  const problems = configProblems(asked.text, asked.facts.pclusterVersion).map(
    ({ rule, message, ...place }): Finding => ({
      level: 'error',
      rule: `config/${rule}`,
      ...place,
      message,
      because: [],
      remedies: [],
    }),
  );
  // Of a text that is no YAML nothing else can be said.
  if (problems.some(({ rule }) => rule === 'config/not-yaml')) return problems;
  const config = readConfigText(asked.text);
  const known = [...systemFindings(config, asked), ...cookbookFindings(config, asked.facts)];
  const foreseen = asked.patterns.flatMap((pattern) => foresee(pattern, config, asked));
  return [...problems, ...known, ...foreseen].toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

const LEVELS: readonly Finding['level'][] = ['error', 'warning', 'note'];

function foresee(pattern: Pattern, config: ReadConfig, { facts, today }: CheckupAsked): Finding[] {
  const { beforeBuild: foreseen, since } = pattern;
  if (foreseen === null || (since !== null && since.date > today)) return [];
  if (!foreseen.config.every((rule) => ruleHolds(rule, config))) return [];
  const here = holds({ ...pattern.affects, ...foreseen.when }, facts);
  if (here.holds === 'no') return [];
  const about = foreseen.config.find(({ is }) => is !== 'absent')?.key ?? null;
  const certain = foreseen.outcome === 'fails' ? 'error' : 'warning';
  return [
    {
      level: here.holds === 'yes' ? certain : 'note',
      rule: pattern.id,
      ...config.placeOf(about ?? 'Build.ParentImage'),
      key: about,
      message: foreseen.says.trim(),
      because: [...here.because, ...(since === null ? [] : [`since ${since.date}: ${since.what}`])],
      remedies: weighRemedies([pattern], facts, {}),
    },
  ];
}

const UNSUPPORTED = 'component/unsupported-os';

function systemFindings(config: ReadConfig, { facts, patterns }: CheckupAsked): Finding[] {
  const { os, pclusterVersion } = facts;
  const supported = supportedSystems(pclusterVersion);
  if (os === null || supported === null || supported.includes(os)) return [];
  return [
    {
      level: 'error',
      rule: UNSUPPORTED,
      ...config.placeOf('Build.ParentImage'),
      key: 'Build.ParentImage',
      message: `ParallelCluster ${pclusterVersion} builds no images of ${os}; it knows ${supported.join(', ')}`,
      because: [`ParallelCluster ${pclusterVersion}`, os],
      remedies: weighRemedies(
        patterns.filter(({ id }) => id === UNSUPPORTED),
        facts,
        {},
      ),
    },
  ];
}

/** A cookbook of another release fails late, with "This AMI was created with …". */
function cookbookFindings(config: ReadConfig, { pclusterVersion }: KnownFacts): Finding[] {
  const key = 'DevSettings.Cookbook.ChefCookbook';
  const url = config.value(key);
  const release = typeof url === 'string' ? /aws-parallelcluster-cookbook-(\d+\.\d+\.\d+)/.exec(url)?.[1] : undefined;
  const version = coerce(pclusterVersion)?.version;
  if (release === undefined || version === undefined || release === version) return [];
  return [
    {
      level: 'error',
      rule: 'config/cookbook-version',
      ...config.placeOf(key),
      key,
      message: `the cookbook is named after ParallelCluster ${release}, and the build is ${readRange(version)}`,
      because: [`ParallelCluster ${version}`],
      remedies: [],
    },
  ];
}

/** The value of a dotted key, undefined where there is none or the text is no YAML. */
export function configValue(text: string, key: string): unknown {
  return readConfigText(text).value(key);
}
