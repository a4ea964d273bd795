import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '../api/problem.ts';

/** The store of everything the server said. A request that finds the session over leads to the login page. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Problem && error.status === 401 && error.code !== 'BAD_CREDENTIALS') {
      client.setQueryData(['session'], null);
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && Problem.from(error).unsure,
        refetchOnWindowFocus: false,
      },
    },
  });
  return client;
}
