import { Suspense } from 'react';
import { AccountWhy } from '../../../../../../managers/explain/AccountWhy.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string; readonly code: string }>;
}

export default async function AccountWhyPage({ params }: Props) {
  const { park, code } = await params;
  return (
    <Suspense>
      <AccountWhy park={decodeURIComponent(park)} code={decodeURIComponent(code)} />
    </Suspense>
  );
}
