import type { ReactNode } from 'react';
import { ChineseFont } from '../design/ChineseFont.tsx';
import { LiveProvider } from '../live/LiveProvider.tsx';
import { ManagersOnly } from '../managers/ManagersOnly.tsx';
import { SessionProvider } from '../rpc/SessionProvider.tsx';

export default function ManagersLayout({ children }: { readonly children: ReactNode }) {
  return (
    <SessionProvider>
      <LiveProvider>
        <ChineseFont />
        <ManagersOnly>{children}</ManagersOnly>
      </LiveProvider>
    </SessionProvider>
  );
}
