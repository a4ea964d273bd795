// Checks every BPMN file and element template of the module; exits with 1 if one has a problem.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bpmnProblems, templateProblems } from './check.js';

const CHECKS = [
  { folder: '../processes', ending: '.bpmn', problems: bpmnProblems },
  { folder: '../src/test/resources/golden', ending: '.bpmn', problems: bpmnProblems },
  { folder: '../element-templates', ending: '.json', problems: templateProblems },
];

let files = 0;
let problems = 0;
for (const check of CHECKS) {
  const folder = join(import.meta.dirname, check.folder);
  const names = (await readdir(folder)).filter((name) => name.endsWith(check.ending)).sort();
  if (names.length === 0) {
    report(check.folder, `has no *${check.ending}, so nothing was checked`);
  }
  for (const name of names) {
    files++;
    const found = await check.problems(join(folder, name));
    found.forEach((problem) => report(`${check.folder}/${name}`, problem));
  }
}
console.log(`${files} files, ${problems} problems`);
process.exitCode = problems === 0 ? 0 : 1;

function report(place, problem) {
  problems++;
  console.error(`${place}: ${problem}`);
}
