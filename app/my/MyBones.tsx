import { Bone } from '../parts/Bone.tsx';

/** The tenant's page before its figures. */
export const MyBones = () => (
  <>
    <section aria-hidden="true">
      <Bone width="30%" />
      <Bone width="70%" height="60px" />
      <Bone width="50%" />
    </section>
    <section aria-hidden="true">
      <Bone height="110px" />
    </section>
    <section aria-hidden="true">
      <Bone height="180px" />
    </section>
  </>
);
