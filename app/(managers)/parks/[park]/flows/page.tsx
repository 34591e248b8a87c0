import { Flows } from '../../../../managers/flows/Flows.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function FlowsPage({ params }: Props) {
  const { park } = await params;
  return <Flows park={decodeURIComponent(park)} />;
}
