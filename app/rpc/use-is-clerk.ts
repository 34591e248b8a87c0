import { useSession } from './SessionProvider.tsx';

/** Whether who looks takes and reads a park's money and changes nothing else: what cannot be pressed is not shown. The server refuses it anyway. */
export const useIsClerk = (park: string): boolean => {
  const session = useSession();
  return session.type === 'signedIn' && session.me.collects.includes(park);
};
