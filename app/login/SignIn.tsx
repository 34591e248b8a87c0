'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { SeverityMark } from '../parts/SeverityMark.tsx';
import { type SignInFault, safePath, signIn } from '../rpc/sign-in.ts';
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx';
import { Logo } from '../shell/Logo.tsx';
import { useWords } from '../words/use-words.ts';
import styles from './SignIn.module.css';

type Stage = { readonly type: 'asking' } | { readonly type: 'sending' } | { readonly type: 'refused'; readonly fault: SignInFault };

/** Who comes in. `to`: the page somebody was sent away from; managers' home sends tenants on to theirs. */
export function SignIn({ to }: { readonly to: string | null }) {
  const t = useWords();
  const [stage, setStage] = useState<Stage>({ type: 'asking' });
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setStage({ type: 'sending' });
    const fault = await signIn({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
    if (fault === null) location.assign(safePath(to) ?? '/');
    else setStage({ type: 'refused', fault });
  };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <div className={styles.brand}>
          <Logo />
          <div>
            <h1>{t('brand.name')}</h1>
            <p>{t('brand.tagline')}</p>
          </div>
        </div>
        <form className={styles.form} onSubmit={send} noValidate={false}>
          <label>
            <span>{t('signIn.email')}</span>
            <input
              name="email"
              type="email"
              autoComplete="username"
              required
              aria-invalid={stage.type === 'refused' && stage.fault === 'wrong'}
            />
          </label>
          <Password wrong={stage.type === 'refused' && stage.fault === 'wrong'} />
          <p className={styles.fault} role="alert">
            {stage.type === 'refused' ? (
              <>
                <SeverityMark severity={stage.fault === 'wrong' ? 'critical' : 'warning'} />
                <span>{t(`signIn.fault.${stage.fault}`)}</span>
              </>
            ) : null}
          </p>
          <Button type="submit" primary disabled={stage.type === 'sending'}>
            {stage.type === 'sending' ? t('signIn.sending') : t('signIn.send')}
          </Button>
        </form>
        <p className={styles.help}>{t('signIn.help')}</p>
      </main>
    </div>
  );
}

function Password({ wrong }: { readonly wrong: boolean }) {
  const t = useWords();
  const [shown, setShown] = useState(false);
  return (
    <label>
      <span>{t('signIn.password')}</span>
      <span className={styles.password}>
        <input name="password" type={shown ? 'text' : 'password'} autoComplete="current-password" required aria-invalid={wrong} />
        <button type="button" onClick={() => setShown(!shown)} aria-pressed={shown}>
          {shown ? t('signIn.hide') : t('signIn.show')}
        </button>
      </span>
    </label>
  );
}
