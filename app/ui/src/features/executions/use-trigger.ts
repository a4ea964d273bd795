import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { answer, api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import type { TriggerContext, Triggered } from '../../api/types.ts';

type Click = { workbook: string; element: string };

const lastRunKey = (click: Click) => ['last-run', click.workbook, click.element] as const;

/**
 * Fires an element's trigger. Every click has a key of its own; a retry of a click whose answer never
 * came sends the same key, so that it cannot start a second execution.
 */
export function useTrigger(click: Click, sequences: readonly string[]) {
  const cache = useQueryClient();
  const unsureKey = useRef<string>(undefined);
  const known = useLastRun(click, sequences);
  const trigger = useMutation<Triggered, Problem, TriggerContext>({
    mutationFn: async (context) => {
      const key = unsureKey.current ?? crypto.randomUUID();
      unsureKey.current = undefined;
      try {
        return await answer(
          api.POST('/api/actions/trigger', {
            params: { header: { 'Idempotency-Key': key } },
            body: { ...click, trigger: 'click', context },
          }),
        );
      } catch (error) {
        const problem = Problem.from(error);
        if (problem.unsure) unsureKey.current = key;
        throw problem;
      }
    },
    // The look-up of what ran before a reload must not come after the answer.
    onMutate: () => cache.cancelQueries({ queryKey: lastRunKey(click) }),
    onSuccess: ({ started, refused }) => {
      // Where one runs already, that one is followed.
      const running = refused.flatMap(({ executionId }) => executionId ?? []);
      const ids = [...started.map((run) => run.result.executionId), ...running];
      if (ids.length > 0) cache.setQueryData(lastRunKey(click), ids);
    },
  });
  return { trigger, executions: known };
}

/** Ids of the executions that this element started last; after a reload those still running. */
function useLastRun(click: Click, sequences: readonly string[]): readonly string[] {
  const running = useQuery({
    queryKey: lastRunKey(click),
    staleTime: Infinity,
    gcTime: Infinity,
    queryFn: async () => {
      const { history } = await answer(
        api.GET('/api/actions/history', { params: { query: { status: 'running', limit: 50 } } }),
      );
      return history.filter((run) => sequences.includes(run.sequenceId)).map((run) => run.executionId);
    },
  });
  return running.data ?? [];
}
