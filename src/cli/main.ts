#!/usr/bin/env node
// Where `pc-doctor` begins. The version is answered before anything else is loaded; everything else stands in chunks of its own.

import { VERSION } from './version.ts';

const asked = process.argv.slice(2);

if (asked[0] === '--version' || asked[0] === '-V') console.log(VERSION);
// Not awaited: a chunk that imports this one would wait for it, and this one for that chunk.
else void import('./process.ts').then(({ runProcess }) => runProcess(asked));
