import { Account } from '../../../../../managers/account/Account.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string; readonly code: string }>;
}

export default async function AccountPage({ params }: Props) {
  const { park, code } = await params;
  return <Account park={decodeURIComponent(park)} code={decodeURIComponent(code)} />;
}
