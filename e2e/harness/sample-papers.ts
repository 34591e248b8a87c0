import { initTRPC } from '@trpc/server';
import type { BillKind } from '#domain/bill/states.ts';
import { layOut } from '#domain/paper/lay-out.ts';
import { PAGE, TONES } from '#domain/paper/mark.ts';
import { sampleBill } from '#domain/paper/sample-bill.ts';
import { checkTemplate, type PaperLanguage, type PaperTemplate, PLAIN_TEMPLATE } from '#domain/paper/template.ts';
import { HOUR_MS, type InstantMs, instantMs } from '#domain/time/instant.ts';
import { createFontStore } from '#server/paper/font-store.ts';
import { logoAddress, logoFrom } from '#server/paper/logo.ts';

const t = initTRPC.context<{ readonly role: string | null }>().create();
const asked = <T>() => t.procedure.input({ parse: (value: unknown) => value as T });

interface OfPark {
  readonly park: string;
}

const SAVED: PaperTemplate = {
  ...PLAIN_TEMPLATE,
  issuer: { zh: '示范产业园运营管理有限公司', en: 'Sample Park Operations Co., Ltd.' },
  contact: {
    zh: '示范市高新区创新大道 88 号　电话 0531-8888 0000\n纳税人识别号 91370100MA3C0000XX',
    en: '88 Innovation Avenue, Sample City · Tel. +86 531 8888 0000\nTax number 91370100MA3C0000XX',
  },
  payment: {
    zh: '户名：示范产业园运营管理有限公司\n开户行：示范银行高新支行　账号：0200 0000 0000 0000 000\n转账请注明户号与账单编号。',
    en: 'Sample Park Operations Co., Ltd.\nSample Bank, account 0200 0000 0000 0000 000\nPlease quote the account and the number of the bill.',
  },
  footer: { zh: '服务热线 0531-8888 0000 · 工作日 8:30–17:30', en: 'Service line +86 531 8888 0000' },
};

interface Saved {
  readonly revision: number;
  readonly savedAt: InstantMs;
  readonly savedBy: string;
  readonly template: PaperTemplate;
}

/** Templates of the sample parks: `main` has saved three, the others none. */
export const samplePapers = (now: () => InstantMs) => {
  const fonts = createFontStore();
  const main: Saved[] = [3, 2, 1].map((revision) => ({
    revision,
    savedAt: instantMs(now() - (4 - revision) * 200 * HOUR_MS),
    savedBy: revision === 2 ? '王会计' : '李经理',
    template: revision === 1 ? PLAIN_TEMPLATE : SAVED,
  }));
  const savedOf = (park: string): Saved[] => (park === 'main' ? main : []);
  return t.router({
    template: asked<OfPark>().query(({ input: { park } }) => {
      const revisions = savedOf(park);
      return {
        revision: revisions[0]?.revision ?? 0,
        template: revisions[0]?.template ?? PLAIN_TEMPLATE,
        logo: null,
        revisions: revisions.map(({ template: _, ...told }) => told),
      };
    }),
    revision: asked<OfPark & { readonly revision: number }>().query(({ input }) => ({
      ...savedOf(input.park).find(({ revision }) => revision === input.revision),
      logo: null,
    })),
    save: asked<OfPark & { readonly base: number; readonly template: PaperTemplate }>().mutation(({ input: { park, base, template } }) => {
      const faults = checkTemplate(template);
      if (faults.length > 0) return { type: 'faults', faults };
      savedOf(park).unshift({ revision: base + 1, savedAt: now(), savedBy: '李经理', template });
      return { type: 'saved', revision: base + 1 };
    }),
    uploadLogo: asked<{ readonly base64: string }>().mutation(({ input }) => {
      const found = logoFrom(Buffer.from(input.base64, 'base64'));
      if (found.type === 'refused') return found;
      const { hash, width, height, bytes } = found.logo;
      return { type: 'logo', logo: { hash, width, height }, address: logoAddress(bytes) };
    }),
    preview: asked<{ readonly template: PaperTemplate; readonly language: PaperLanguage; readonly kind: BillKind }>().mutation(
      ({ input }) => {
        const { template, language, kind } = input;
        const faults = checkTemplate(template);
        if (faults.length > 0) return { type: 'faults', faults };
        return {
          type: 'pages',
          size: PAGE,
          tones: TONES,
          pages: layOut(sampleBill({ kind }), { template, language, measure: fonts.measure }),
        };
      },
    ),
    progress: asked<OfPark>().query(() => ({ done: 12, total: 48 })),
  });
};
