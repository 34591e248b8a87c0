import { Accounts } from '../../../../managers/Accounts.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function AccountsPage({ params }: Props) {
  const { park } = await params;
  return <Accounts park={decodeURIComponent(park)} />;
}
