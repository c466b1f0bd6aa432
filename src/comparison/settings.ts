// The settings of two configurations side by side: each value under its dotted key, as in `Build.UpdateOsPackages.Enabled`.

import { parseDocument, visit, type Document } from 'yaml';
import type { SettingChange } from '../model/comparison.ts';
import { changesOf } from './change.ts';

/** What differs; null where one of the two is not known or no YAML. */
export function settingChanges(before: string | null, now: string | null): readonly SettingChange[] | null {
  const [old, own] = [settingsIn(before), settingsIn(now)];
  return old === null || own === null
    ? null
    : changesOf(old, own).map(({ what, ...values }) => ({ setting: what, ...values }));
}

function settingsIn(text: string | null): ReadonlyMap<string, string> | null {
  if (text === null) return null;
  // As ParallelCluster's own parser reads it, where `yes` is a boolean.
  const document = parseDocument(text, { version: '1.1' });
  if (document.errors.length > 0 || hasAliases(document)) return null;
  return new Map(leaves(document.toJS(), []));
}

/** ParallelCluster's parser takes them, but nobody needs them, and a file of a few kilobytes could stand for gigabytes. */
function hasAliases(document: Document.Parsed): boolean {
  let found = false;
  visit(document, { Alias: () => ((found = true), visit.BREAK) });
  return found;
}

function leaves(value: unknown, path: readonly string[]): [string, string][] {
  if (typeof value === 'string') return [[path.join('.'), value]];
  if (typeof value !== 'object' || value === null) return [[path.join('.'), JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, below]) => {
    const tag = tagOf(below);
    return tag === null ? leaves(below, [...path, key]) : leaves(tag.value, [...path, tag.name]);
  });
}

/** One of `Tags` is known by its key and not by its place in the list: what it is called may make its value a secret. */
function tagOf(item: unknown): { readonly name: string; readonly value: unknown } | null {
  if (typeof item !== 'object' || item === null || !('Key' in item) || !('Value' in item)) return null;
  return typeof item.Key === 'string' && Object.keys(item).length === 2 ? { name: item.Key, value: item.Value } : null;
}

/** How many settings differ; null where that cannot be told. */
export function differingSettings(before: string | null, now: string | null): number | null {
  return settingChanges(before, now)?.length ?? null;
}
