import { useQuery } from '@tanstack/react-query';
import { useReducer, useState } from 'react';
import { answer, api } from '../../api/client.ts';
import type { Workbook } from '../../api/types.ts';
import { Blank } from '../../components/blank.tsx';
import { Button } from '../../components/button.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { ElementView } from '../../elements/element-view.tsx';
import { ConnectionBadge } from '../events/connection-badge.tsx';
import { tabId } from '../events/tab-id.ts';
import { ExecutionsPanel } from '../executions/executions-panel.tsx';
import { AccountMenu } from '../session/account-menu.tsx';
import { PageGrid } from './page-grid.tsx';
import { initialState, PageProvider, reduce } from './page-state.ts';
import { PageTabs } from './page-tabs.tsx';
import { useWorkbookEvents } from './use-workbook-events.ts';
import styles from './workbook-page.module.css';

type Props = { workbookId: string; pageId: string | undefined; user: string };

export function WorkbookPage({ workbookId, pageId, user }: Props) {
  const workbook = useQuery({
    queryKey: ['workbook', workbookId],
    queryFn: async () =>
      (await answer(api.GET('/api/workbooks/{id}', { params: { path: { id: workbookId } } }))) as Workbook,
  });
  if (workbook.data !== undefined) return <OpenWorkbook workbook={workbook.data} pageId={pageId} user={user} />;
  return (
    <>
      <TopBar title="Millrace">
        <AccountMenu user={user} />
      </TopBar>
      <main className={styles.main}>
        {workbook.isPending && <Blank title="Loading the workbook" busy />}
        {workbook.isError && (
          <Blank title={workbook.error.message}>
            <Button onClick={() => void workbook.refetch()}>Try again</Button>
          </Blank>
        )}
      </main>
    </>
  );
}

function OpenWorkbook({ workbook, pageId, user }: { workbook: Workbook; pageId: string | undefined; user: string }) {
  const [tab] = useState(tabId);
  const [state, dispatch] = useReducer(reduce, workbook, initialState);
  const [panelOpen, setPanelOpen] = useState(false);
  const connection = useWorkbookEvents(workbook.id, tab, dispatch);
  const page = workbook.pages.find(({ id }) => id === pageId) ?? workbook.pages[0];
  const modals = workbook.pages.flatMap(({ elements }) => elements).filter(({ type }) => type === 'modal');

  return (
    <PageProvider value={{ workbook, tab, state, dispatch }}>
      <title>{`${workbook.title} · Millrace`}</title>
      <TopBar title={workbook.title}>
        <ConnectionBadge connection={connection} />
        <Button look="quiet" onClick={() => setPanelOpen(true)}>
          Executions
        </Button>
        <AccountMenu user={user} />
      </TopBar>
      {workbook.pages.length > 1 && <PageTabs workbook={workbook} current={page?.id} />}
      <main className={styles.main}>
        {page === undefined ? <Blank title="This workbook has no page yet." /> : <PageGrid page={page} />}
      </main>
      {modals.map((modal) => (
        <ElementView key={modal.id} element={modal} />
      ))}
      {panelOpen && <ExecutionsPanel workbook={workbook} onClose={() => setPanelOpen(false)} />}
    </PageProvider>
  );
}
