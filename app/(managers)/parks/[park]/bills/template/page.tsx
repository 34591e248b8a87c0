import { Template } from '../../../../../managers/bills/template/Template.tsx';

interface Props {
  readonly params: Promise<{ readonly park: string }>;
}

export default async function TemplatePage({ params }: Props) {
  const { park } = await params;
  return <Template park={decodeURIComponent(park)} />;
}
