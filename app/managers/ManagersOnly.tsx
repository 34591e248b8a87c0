'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import { Failed } from '../parts/Failed.tsx';
import { useSession } from '../rpc/SessionProvider.tsx';

/** Tenants have a page of their own; the server refuses them everything else anyway. */
export function ManagersOnly({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  const router = useRouter();
  const tenant = session.type === 'signedIn' && !session.me.manages;
  useEffect(() => {
    if (tenant) router.replace('/my');
  }, [tenant, router]);
  if (session.type === 'failed') return <Failed failure={session.failure} again={session.again} />;
  return tenant ? null : children;
}
