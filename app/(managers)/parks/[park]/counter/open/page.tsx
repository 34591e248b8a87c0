import { OpenAccount } from '../../../../../managers/counter/OpenAccount.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function OpenAccountPage({ params }: Props) {
  const { park } = await params;
  return <OpenAccount park={decodeURIComponent(park)} />;
}
