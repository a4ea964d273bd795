import {
  type QueryClient,
  queryOptions,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import type { Execution } from '../../api/types.ts';
import type { ExecutionNews } from '../events/stream-event.ts';
import { hasEnded, newest, withNews } from './progress.ts';

const POLL_MS = 4000;

export const executionKey = (id: string) => ['execution', id] as const;

/** One execution, kept up to date by events, and by asking now and then in case one is missed. */
export function useExecution(id: string) {
  return useQuery(executionQuery(useQueryClient(), id));
}

/** Whether one of the executions has not ended, as far as is known here. */
export function useRunning(ids: readonly string[]): boolean {
  const cache = useQueryClient();
  return useQueries({ queries: ids.map((id) => executionQuery(cache, id)), combine: someRunning });
}

function someRunning(results: readonly UseQueryResult<Execution>[]): boolean {
  return results.some(({ data, isError }) => !isError && (data === undefined || !hasEnded(data.status)));
}

function executionQuery(cache: QueryClient, id: string) {
  return queryOptions({
    queryKey: executionKey(id),
    queryFn: async ({ signal }) => {
      const answered = await answer(api.GET('/api/actions/executions/{id}/status', { params: { path: { id } }, signal }));
      return newest(cache.getQueryData<Execution>(executionKey(id)), answered as Execution);
    },
    refetchInterval: (query) => (query.state.data && hasEnded(query.state.data.status) ? false : POLL_MS),
  });
}

/** Takes news of an execution into the cache. */
export function takeNews(cache: QueryClient, news: ExecutionNews): void {
  cache.setQueryData<Execution>(executionKey(news.executionId), (known) => withNews(known, news));
  void cache.invalidateQueries({ queryKey: ['history'] });
}

/** Asks the server to stop an execution; it ends after the step it is in. */
export function useStopExecution(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/actions/executions/{id}/control', {
          params: { path: { id } },
          body: { action: 'stop' },
        }),
      ),
    onSettled: () => cache.invalidateQueries({ queryKey: executionKey(id) }),
  });
}
