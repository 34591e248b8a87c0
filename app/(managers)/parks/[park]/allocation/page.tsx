import { Allocation } from '../../../../managers/allocation/Allocation.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function AllocationPage({ params }: Props) {
  const { park } = await params;
  return <Allocation park={decodeURIComponent(park)} />;
}
