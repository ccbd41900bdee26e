#!/usr/bin/env node
'use strict';
// The installed command. It only looks at Node's version, in words that old releases can parse: what it loads after
// that, and the packages it depends on, are written for NEEDED and later.
var NEEDED = 22; // As in `engines` of package.json.

if (parseInt(process.versions.node, 10) < NEEDED) {
  // biome-ignore lint/style/useTemplate: old releases have no templates.
  process.stderr.write('train-encrypt needs Node ' + NEEDED + ' or later; this is ' + process.versions.node + '\n');
  process.exitCode = 2;
} else {
  // Before anything is loaded: what is compiled once is taken from there at the next run.
  require('node:module').enableCompileCache();
  import('../program/main.js');
}
