import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bpmnProblems, templateProblems } from './check.js';

const GOLDEN = join(import.meta.dirname, '../src/test/resources/golden/strike-desk.open-case.bpmn');
const TEMPLATE = join(import.meta.dirname, '../element-templates/insert-row.json');

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-lint-'));
});
after(() => rm(folder, { recursive: true }));

/** Problems of a good file in which one text was replaced. */
async function problemsWith(good, check, text, replacement) {
  const content = await readFile(good, 'utf8');
  assert.ok(content.includes(text), `${text} is not in the file`);
  const file = join(folder, 'broken');
  await writeFile(file, content.replace(text, replacement));
  return check(file);
}

test('a compiled sequence has no problem', async () => {
  assert.deepEqual(await bpmnProblems(GOLDEN), []);
});

const BROKEN = [
  ['text that is not XML', '<bpmn:process', '<<', /cannot be read/],
  ['a flow to nowhere', 'targetRef="Task_SayOpened"', 'targetRef="Nowhere"', /unresolved reference/],
  ['a shape of nothing', 'bpmnElement="Task_SayOpened"', 'bpmnElement="Nowhere"', /is not drawn/],
  ['a task without a job type', 'type="millrace:insert-row:1" ', '', /Task_InsertCase: .*8-6/],
  ['a task without a name', ' name="Insert case"', '', /Task_InsertCase: .*label/],
  ['overlapping shapes', '<dc:Bounds x="416"', '<dc:Bounds x="300"', /overlap/i],
];

for (const [what, text, replacement, expected] of BROKEN) {
  test(`${what} is found`, async () => {
    const problems = await problemsWith(GOLDEN, bpmnProblems, text, replacement);
    assert.match(problems.join('\n'), expected);
  });
}

test('an element template has no problem', async () => {
  assert.deepEqual(await templateProblems(TEMPLATE), []);
});

test('a template with an unknown binding is found', async () => {
  const problems = await problemsWith(
    TEMPLATE, templateProblems, '"zeebe:taskHeader"', '"zeebe:nothing"');
  assert.notDeepEqual(problems, []);
});
