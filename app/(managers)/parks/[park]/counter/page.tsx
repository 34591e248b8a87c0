import { Counter } from '../../../../managers/counter/Counter.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function CounterPage({ params }: Props) {
  const { park } = await params;
  return <Counter park={decodeURIComponent(park)} />;
}
