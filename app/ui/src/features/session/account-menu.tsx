import { Button } from '../../components/button.tsx';
import styles from './account-menu.module.css';
import { useLogOut } from './use-session.ts';

/** Who is logged in, and the way out. */
export function AccountMenu({ user }: { user: string }) {
  const logOut = useLogOut();
  return (
    <div className={styles.account}>
      <span className={styles.user}>{user}</span>
      <Button look="quiet" busy={logOut.isPending} onClick={() => logOut.mutate()}>
        Log out
      </Button>
    </div>
  );
}
