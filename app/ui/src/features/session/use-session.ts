import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';

const KEY = ['session'];

/** Who is logged in; null if nobody is. */
export function useSession() {
  return useQuery({
    queryKey: KEY,
    queryFn: async () => {
      try {
        return await answer(api.GET('/api/session'));
      } catch (error) {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
}

/** Logs in; rejects with the server's problem, e.g. BAD_CREDENTIALS. */
export function useLogIn() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { user: string; password: string }) => answer(api.POST('/api/session', { body })),
    onSuccess: (session) => cache.setQueryData(KEY, session),
  });
}

/** Logs out and forgets everything that was read. */
export function useLogOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/session')),
    onSuccess: () => {
      cache.clear();
      cache.setQueryData(KEY, null);
    },
  });
}
