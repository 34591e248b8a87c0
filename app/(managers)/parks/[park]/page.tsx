import { Overview } from '../../../managers/Overview.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function OverviewPage({ params }: Props) {
  const { park } = await params;
  return <Overview park={decodeURIComponent(park)} />;
}
