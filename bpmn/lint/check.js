// Finds what Modeler, bpmn-js or a cluster would complain about in a file.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { validateZeebe } from '@bpmn-io/element-templates-validator';
import { BpmnModdle } from 'bpmn-moddle';

const require = createRequire(import.meta.url);
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver.js');
const zeebe = require('zeebe-bpmn-moddle/resources/zeebe.json');

/** Camunda versions whose rules every file must keep: the oldest we run on and our own engine's. */
const PLATFORMS = ['camunda-cloud-8-6', 'camunda-cloud-8-8'];

/** Problems of a BPMN file, one text each; warnings count. */
export async function bpmnProblems(file) {
  const xml = await readFile(file, 'utf8');
  const moddle = new BpmnModdle({ zeebe });
  let read;
  try {
    read = await moddle.fromXML(xml);
  } catch (error) {
    return [`cannot be read: ${error.message}`];
  }
  const problems = read.warnings.map((warning) => `import: ${warning.message}`);
  problems.push(...drawingProblems(read.rootElement));
  for (const platform of PLATFORMS) {
    problems.push(...(await lintProblems(read.rootElement, platform)));
  }
  return [...new Set(problems)];
}

/** Problems of an element template, one text each. */
export async function templateProblems(file) {
  const { valid, errors, warnings } = validateZeebe(await readFile(file, 'utf8'));
  const found = [...(valid ? [] : errors), ...(warnings ?? [])];
  return found.map((problem) => `${problem.dataPath ?? ''} ${problem.message}`.trim());
}

async function lintProblems(definitions, platform) {
  const linter = new Linter({
    config: { extends: ['bpmnlint:recommended', `plugin:camunda-compat/${platform}`] },
    resolver: new NodeResolver({ require }),
  });
  const byRule = await linter.lint(definitions);
  return Object.entries(byRule).flatMap(([rule, reports]) =>
    reports.map(({ id, message }) => `${id ?? 'file'}: ${message} (${rule}, ${platform})`),
  );
}

/** bpmn-js leaves out what is not drawn, with a warning; we want nothing left out. */
function drawingProblems(definitions) {
  const drawn = new Set(
    definitions.diagrams.flatMap(({ plane }) => plane.planeElement.map((di) => di.bpmnElement?.id)),
  );
  const elements = definitions.rootElements
    .filter((root) => root.$instanceOf('bpmn:Process'))
    .flatMap(flowElements);
  return elements.filter(({ id }) => !drawn.has(id)).map(({ id }) => `${id}: is not drawn`);
}

function flowElements(scope) {
  return (scope.flowElements ?? []).flatMap((element) => [element, ...flowElements(element)]);
}
