import { Blank } from '../components/blank.tsx';
import { Button } from '../components/button.tsx';
import { Toasts } from '../components/toasts.tsx';
import { LoginPage } from '../features/session/login-page.tsx';
import { useSession } from '../features/session/use-session.ts';
import { WorkbookPage } from '../features/workbook/workbook-page.tsx';
import { WorkbookList } from '../features/workbooks/workbook-list.tsx';
import { useRoute } from '../features/workbook/use-route.ts';

export function App() {
  return (
    <>
      <Content />
      <Toasts />
    </>
  );
}

function Content() {
  const session = useSession();
  const route = useRoute();
  if (session.isPending) return <Blank title="Loading" busy />;
  if (session.isError && session.data === undefined) {
    return (
      <Blank title={session.error.message}>
        <Button onClick={() => void session.refetch()}>Try again</Button>
      </Blank>
    );
  }
  if (session.data === null || session.data === undefined) return <LoginPage />;
  if (route.workbook === undefined) return <WorkbookList user={session.data.user} />;
  return (
    <WorkbookPage key={route.workbook} workbookId={route.workbook} pageId={route.page} user={session.data.user} />
  );
}
