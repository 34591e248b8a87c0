import { Meters } from '../../../../managers/Meters.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function MetersPage({ params }: Props) {
  const { park } = await params;
  return <Meters park={decodeURIComponent(park)} />;
}
