// Fails when what a browser loads before the first paint outgrows its budget, or when the page
// would need a looser Content-Security-Policy.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 200;
const out = process.argv[2] ?? 'dist';
const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8'));

const first = new Set(['index.html']);
function follow(key) {
  const chunk = manifest[key];
  first.add(chunk.file);
  for (const css of chunk.css ?? []) first.add(css);
  for (const next of chunk.imports ?? []) follow(next);
}
follow('index.html');

let total = 0;
for (const file of first) {
  const size = gzipSync(readFileSync(join(out, file)), { level: 9 }).length;
  total += size;
  console.log(`${(size / 1000).toFixed(1).padStart(7)} kB gzip  ${file}`);
}
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB gzip  first load (budget ${BUDGET_KB})`);

const failures = [];
if (total > BUDGET_KB * 1000) {
  failures.push(`First load is ${(total / 1000).toFixed(1)} kB gzip, more than ${BUDGET_KB} kB. Load parts lazily.`);
}
const html = readFileSync(join(out, 'index.html'), 'utf8');
if (/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/.test(html)) {
  failures.push('index.html has an inline script, style or handler, which the page\'s policy refuses.');
}
if (/(?:src|href)="(?:https?:)?\/\//.test(html)) {
  failures.push('index.html loads from another origin.');
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
