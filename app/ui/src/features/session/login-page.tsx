import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './login-page.module.css';
import { useLogIn } from './use-session.ts';

export function LoginPage() {
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const logIn = useLogIn();

  function submit(event: FormEvent) {
    event.preventDefault();
    logIn.mutate({ user: user.trim(), password });
  }

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={submit} aria-labelledby="login-title">
        <img src="/icon.svg" alt="" width="40" height="40" />
        <h1 id="login-title">Log in to Millrace</h1>
        {logIn.error && <Notice tone="error" title={reason(logIn.error)} />}
        <Field
          label="User"
          name="user"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={user}
          onChange={(event) => setUser(event.target.value)}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" busy={logIn.isPending}>
          Log in
        </Button>
        <p className={styles.hint}>The first start prints the user and password in the terminal.</p>
      </form>
    </main>
  );
}

function reason(error: Error): string {
  const problem = Problem.from(error);
  if (problem.status === 401) return 'User or password is wrong.';
  if (problem.status === 429) return 'Too many tries. Wait a minute, then try again.';
  return problem.message;
}
