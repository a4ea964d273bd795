import { describe, expect, test } from 'vitest';
import { Problem } from '../../api/problem.ts';
import { conflictOf, editOfCell, EditQueue, type Save } from './edit-queue.ts';

type Sent = { row: string; version: number; values: unknown; key: string };

const conflict = {
  conflicts: [
    { row: 'r1', seenVersion: 3, version: 8, by: 'ben', at: '', cells: [{ column: 'cost', wanted: 1, current: 2 }] },
  ],
};

/** A queue whose server answers as told, one answer per request. */
function queueWith(...answers: (number | Problem)[]) {
  const sent: Sent[] = [];
  const save: Save = async (edit, key) => {
    sent.push({ row: edit.row, version: edit.version, values: edit.values, key });
    const answer = answers[sent.length - 1];
    if (typeof answer !== 'number') throw answer;
    return { id: edit.row, version: answer };
  };
  const queue = new EditQueue(save);
  const settled = async () => {
    while (queue.edits().some(({ status }) => status === 'saving')) await Promise.resolve();
  };
  return { queue, sent, settled };
}

const refused = (status: number, code: string, facts = {}) => Problem.of(status, JSON.stringify({ code, detail: code, ...facts }));

describe('edits on their way', () => {
  test('two edits of one row go one after the other, the second with the version the first one made', async () => {
    const { queue, sent, settled } = queueWith(4, 5);
    queue.submit('r1', 3, { cost: 1 });
    queue.submit('r1', 3, { airport: 'x' });
    await settled();
    expect(sent.map(({ version, values }) => [version, values])).toEqual([
      [3, { cost: 1 }],
      [4, { airport: 'x' }],
    ]);
    expect(queue.edits()).toEqual([]);
  });

  test('until it is confirmed a cell shows what was typed last', async () => {
    const { queue, settled } = queueWith(4, 5);
    queue.submit('r1', 3, { cost: 1 });
    queue.submit('r1', 3, { cost: 2 });
    expect(editOfCell(queue.edits(), 'r1', 'cost')?.values).toEqual({ cost: 2 });
    expect(editOfCell(queue.edits(), 'r2', 'cost')).toBeUndefined();
    await settled();
    expect(editOfCell(queue.edits(), 'r1', 'cost')).toBeUndefined();
  });

  test('a conflict waits; keeping mine sends it over the version that stands there', async () => {
    const { queue, sent, settled } = queueWith(refused(409, 'ROW_CONFLICT', conflict), 9);
    queue.submit('r1', 3, { cost: 1 });
    await settled();
    const [edit] = queue.edits();
    expect(edit?.status).toBe('conflict');
    expect(edit && conflictOf(edit)?.cells).toEqual([{ column: 'cost', wanted: 1, current: 2 }]);
    queue.keepMine(edit?.id ?? '');
    await settled();
    expect(sent.map(({ version }) => version)).toEqual([3, 8]);
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
    expect(queue.edits()).toEqual([]);
  });

  test('taking theirs sends nothing more', async () => {
    const { queue, sent, settled } = queueWith(refused(409, 'ROW_CONFLICT', conflict));
    queue.submit('r1', 3, { cost: 1 });
    await settled();
    queue.drop(queue.edits()[0]?.id ?? '');
    expect(queue.edits()).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  test('a second conflict is a conflict again', async () => {
    const { queue, settled } = queueWith(refused(409, 'ROW_CONFLICT', conflict), refused(409, 'ROW_CONFLICT', conflict));
    queue.submit('r1', 3, { cost: 1 });
    await settled();
    queue.keepMine(queue.edits()[0]?.id ?? '');
    await settled();
    expect(queue.edits()[0]?.status).toBe('conflict');
  });

  test('a refused value stays with its reason, holds up no other cell, and gives way to a better one', async () => {
    const { queue, settled } = queueWith(refused(422, 'VALUE_RULE', { field: 'cost' }), 4, 5);
    queue.submit('r1', 3, { cost: -1 });
    queue.submit('r1', 3, { airport: 'x' });
    await settled();
    expect(queue.edits()).toMatchObject([{ status: 'failed', values: { cost: -1 }, problem: { field: 'cost' } }]);
    queue.submit('r1', 4, { cost: 1 });
    await settled();
    expect(queue.edits()).toEqual([]);
  });

  test('a retry after a lost answer is the same change, so that it cannot be made twice', async () => {
    const { queue, sent, settled } = queueWith(Problem.unreachable(), 4);
    queue.submit('r1', 3, { cost: 1 });
    await settled();
    expect(queue.edits()[0]?.problem?.unsure).toBe(true);
    queue.retry(queue.edits()[0]?.id ?? '');
    await settled();
    expect(sent[0]).toEqual(sent[1]);
  });
});
