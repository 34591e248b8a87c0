import { Live } from '../../../../managers/live/Live.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function LivePage({ params }: Props) {
  const { park } = await params;
  return <Live park={decodeURIComponent(park)} />;
}
