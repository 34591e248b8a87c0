import { Tariffs } from '../../../../managers/tariffs/Tariffs.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function TariffsPage({ params }: Props) {
  const { park } = await params;
  return <Tariffs park={decodeURIComponent(park)} />;
}
