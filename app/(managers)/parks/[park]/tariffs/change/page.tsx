import { ChangeVersion } from '../../../../../managers/tariffs/ChangeVersion.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function ChangePage({ params }: Props) {
  const { park } = await params;
  return <ChangeVersion park={decodeURIComponent(park)} />;
}
