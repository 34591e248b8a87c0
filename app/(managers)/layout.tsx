import type { ReactNode } from 'react';
import { ChineseFont } from '../design/ChineseFont.tsx';
import { firstSight } from '../live/first-sight.ts';
import { LiveProvider } from '../live/LiveProvider.tsx';
import { ManagersOnly } from '../managers/ManagersOnly.tsx';
import { SessionProvider } from '../rpc/SessionProvider.tsx';

export default async function ManagersLayout({ children }: { readonly children: ReactNode }) {
  const sight = await firstSight();
  return (
    <SessionProvider first={sight?.me ?? null}>
      <LiveProvider first={sight}>
        <ChineseFont />
        <ManagersOnly>{children}</ManagersOnly>
      </LiveProvider>
    </SessionProvider>
  );
}
