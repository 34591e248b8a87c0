import { Demand } from '../../../../managers/demand/Demand.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function DemandPage({ params }: Props) {
  const { park } = await params;
  return <Demand park={decodeURIComponent(park)} />;
}
