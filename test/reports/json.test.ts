// The JSON contract: one golden document, key order that does not depend on how values were made, and text that changes nothing on
// a terminal while its value stays what the build printed.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { listJson, reportJson } from '../../src/reports/json.ts';
import { makeReport, reportHead } from '../../src/reports/report.ts';
import { EVERY_VERDICT, HEAD, LISTED, LOCATED, NOT_FAILED, RECOGNISED } from './diagnoses.ts';

test('the report of a build that did not fail', () => {
  expect(reportJson(makeReport([NOT_FAILED], HEAD))).toMatchInlineSnapshot(`
    "{
      "schemaVersion": "1.0",
      "generator": {
        "name": "pc-doctor",
        "version": "0.1.0",
        "catalog": {
          "patterns": 12,
          "digest": "sha256:00"
        }
      },
      "generatedAt": "2026-11-23T04:00:00.000Z",
      "summary": {
        "examined": 1,
        "recognised": 0,
        "located": 0,
        "inconclusive": 0,
        "notFailed": 1
      },
      "groups": [],
      "redaction": null,
      "diagnoses": [
        {
          "image": {
            "id": "hpc-ubuntu20",
            "region": "us-east-1",
            "account": "111122223333",
            "pclusterVersion": "3.4.1",
            "os": "ubuntu2004",
            "arch": "x86_64",
            "parentImage": "ami-0abcdef1234567890",
            "kernel": "5.15.0-1026-aws",
            "buildStatus": "BUILD_COMPLETE",
            "imageStatus": "AVAILABLE",
            "stackStatus": "DELETE_FAILED",
            "statusReason": null,
            "startedAt": null,
            "failedAt": "2023-01-27T11:20:17.984Z",
            "logs": [
              {
                "group": "/aws/imagebuilder/ParallelClusterImage-hpc-ubuntu20",
                "name": "3.4.1/1",
                "events": 2048,
                "complete": false
              }
            ],
            "configuration": "Build:\\n  InstanceType: c5.2xlarge\\n  ParentImage: ami-0abcdef1234567890 # ours\\n",
            "origins": null
          },
          "verdict": "not-failed",
          "fingerprint": null,
          "fingerprintInputs": null,
          "failure": null,
          "rootCause": null,
          "chain": [],
          "alternatives": [],
          "dismissed": [],
          "remedies": [],
          "gaps": [],
          "logWindow": [],
          "changes": null
        }
      ]
    }
    "
  `);
});

test('the summary counts each verdict', () => {
  expect(makeReport([...EVERY_VERDICT, LOCATED], HEAD).summary).toEqual({
    examined: 5,
    recognised: 1,
    located: 2,
    inconclusive: 1,
    notFailed: 1,
  });
});

test('the same values give the same bytes, in whatever order their keys were set', () => {
  const { generatedAt, ...rest } = makeReport(EVERY_VERDICT, HEAD);
  expect(reportJson({ generatedAt, ...backwards(rest) })).toBe(reportJson(makeReport(EVERY_VERDICT, HEAD)));
});

test('the values come through unchanged, and no character that acts on a terminal stands in the document', () => {
  const texts = fc.string({
    unit: fc.constantFrom('\u001b', '\u009b', '\u007f', '\u202e', '\u2028', '\ufeff', '"', '\\', 'é', '界'),
  });
  fc.assert(
    fc.property(texts, (text) => {
      const report = makeReport([{ ...NOT_FAILED, gaps: [{ what: text, why: '', toSeeIt: '' }] }], HEAD);
      const json = reportJson(report);
      expect(JSON.parse(json)).toEqual(report);
      expect(json).not.toMatch(/[^\P{Cc}\n]|[\u2028\u202e\ufeff]/u);
    }),
  );
});

test('captures and patches keep the keys of their authors', () => {
  const parsed = JSON.parse(reportJson(makeReport([RECOGNISED], HEAD)));
  expect(parsed.diagnoses[0].rootCause.captures).toEqual({ packages: 'libmysqlclient-dev libmysqlclient21' });
  expect(Object.keys(parsed.diagnoses[0].remedies[0].patch)[0]).toBe('DevSettings.Cookbook.ChefCookbook');
});

test('the list says times in ISO 8601 and unknown ones as null', () => {
  const list = { images: [LISTED, { ...LISTED, id: 'old', at: null }], gaps: [{ what: 'a', why: 'b', toSeeIt: 'c' }] };
  expect(listJson(list, reportHead(HEAD))).toMatchInlineSnapshot(`
    "{
      "schemaVersion": "1.0",
      "generator": {
        "name": "pc-doctor",
        "version": "0.1.0",
        "catalog": {
          "patterns": 12,
          "digest": "sha256:00"
        }
      },
      "generatedAt": "2026-11-23T04:00:00.000Z",
      "images": [
        {
          "id": "hpc-ubuntu20",
          "region": "us-east-1",
          "status": "failed",
          "pclusterVersion": "3.4.1",
          "stackStatus": "CREATE_FAILED",
          "statusReason": null,
          "at": "2023-01-27T00:00:00.000Z",
          "from": "stack",
          "note": null
        },
        {
          "id": "old",
          "region": "us-east-1",
          "status": "failed",
          "pclusterVersion": "3.4.1",
          "stackStatus": "CREATE_FAILED",
          "statusReason": null,
          "at": null,
          "from": "stack",
          "note": null
        }
      ],
      "gaps": [
        {
          "what": "a",
          "why": "b",
          "toSeeIt": "c"
        }
      ]
    }
    "
  `);
});

function backwards<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(turned(inner)) : inner,
  );
}

/** Captures and patches have keys of their own; everything else is turned around. */
function turned(fields: object): [string, unknown][] {
  const entries: [string, unknown][] = Object.entries(fields);
  return entries.some(([key]) => key === 'packages' || key.includes('.')) ? entries : entries.toReversed();
}
