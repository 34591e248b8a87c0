import { Register } from '../../../../../managers/quarantine/Register.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function RegisterPage({ params }: Props) {
  const { park } = await params;
  return <Register park={decodeURIComponent(park)} />;
}
