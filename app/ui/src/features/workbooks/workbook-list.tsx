import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '../../api/client.ts';
import { addressOf } from '../workbook/use-route.ts';
import { Blank } from '../../components/blank.tsx';
import { Button } from '../../components/button.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { AccountMenu } from '../session/account-menu.tsx';
import styles from './workbook-list.module.css';

/** All workbooks; where there is only one, a first visit goes straight into it. */
export function WorkbookList({ user }: { user: string }) {
  const workbooks = useQuery({
    queryKey: ['workbooks'],
    queryFn: async () => (await answer(api.GET('/api/workbooks'))).workbooks,
  });
  const only = workbooks.data?.length === 1 && location.hash === '' ? workbooks.data[0] : undefined;
  useEffect(() => {
    if (only !== undefined) location.replace(addressOf(only.id));
  }, [only]);

  return (
    <>
      <TopBar title="Workbooks">
        <AccountMenu user={user} />
      </TopBar>
      <main className={styles.main}>
        {workbooks.isPending && <Blank title="Loading workbooks" busy />}
        {workbooks.isError && (
          <Blank title={workbooks.error.message}>
            <Button onClick={() => void workbooks.refetch()}>Try again</Button>
          </Blank>
        )}
        {workbooks.data?.length === 0 && <Blank title="There is no workbook yet. Publish one to see it here." />}
        <ul className={styles.list}>
          {workbooks.data?.map((workbook) => (
            <li key={workbook.id}>
              <a className={styles.card} href={addressOf(workbook.id)}>
                <span className={styles.title}>{workbook.title}</span>
                <span className={styles.facts}>
                  Version {workbook.version}, published by {workbook.publishedBy}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </main>
    </>
  );
}
