import { ChineseFont } from '../design/ChineseFont.tsx';
import { SignIn } from './SignIn.tsx';

interface Props {
  readonly searchParams: Promise<{ readonly to?: string }>;
}

export default async function LoginPage({ searchParams }: Props) {
  const { to } = await searchParams;
  return (
    <>
      <ChineseFont />
      <SignIn to={to ?? null} />
    </>
  );
}
