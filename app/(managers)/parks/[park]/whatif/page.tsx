import { WhatIf } from '../../../../managers/what-if/WhatIf.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function WhatIfPage({ params }: Props) {
  const { park } = await params;
  return <WhatIf park={decodeURIComponent(park)} />;
}
