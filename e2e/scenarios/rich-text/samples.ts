/** Texts of bots with every kind of markup. */
export const SAMPLES: Readonly<Record<string, string>> = {
  markdown: `# Your order 4711

It has **left our house** and will arrive *tomorrow* — see the ~~old~~ [new plan](https://example.com/plan "Plan").

1. Parcel one, with \`reference A-1\`
2. Parcel two
   - the lamp
   - the cable

> Please be at home between nine and ten.

| Item | Price | In stock |
|------|------:|:--------:|
| Lamp | 49.00 | ✓ |
| A cable of unusual length, for large rooms | 7.50 | – |

\`\`\`js
const order = await shop.orders.find({ number: 4711, include: ['parcels', 'prices'] });
\`\`\`

---

- [x] packed
- [ ] delivered

Questions? Write to help@example.com or see https://example.com/help.`,
  dialect: `#h2 Your account

*Balance:* \\$(1234.5) on \\d(2026-11-20) at \\t(14:05)
~as of today~, after \\#(12345) movements

>> Savings are moved in
>> by one step

___
Thank you.`,
  html: `<p>Dear <b>customer</b>,</p><ul><li>first <i>point</i></li><li>second <u>point</u></li></ul><p>see <a href="https://example.com">our page</a><br>H<sub>2</sub>O and <kbd>Enter</kbd>, <mark>marked</mark></p>`,
  arabic: `## طلبك

وصل **الطرد** إلى [المركز](https://example.com).

1. مصباح
2. كابل

> شكرا لك`,
};

/** An answer of a language model, of usual length, with all expensive kinds of markup. */
export const LONG_ANSWER = Array.from(
  { length: 8 },
  (_, part) => `## Part ${part + 1}

Here is **what to do**, step by step, with \`code\` and [a link](https://example.com/${part}). It is a *long* answer, as they are.

1. Open the settings and look for the name of the device
2. Choose **Reset**, and wait for a minute
   - the light turns green
   - the screen says _ready_

| Step | Time | Remark |
|------|-----:|--------|
| one  | ${part} min | nothing to see |
| two  | 2 min | ~careful~ |

\`\`\`sh
device --reset --name "living room ${part}" && device --wait
\`\`\`
`,
).join('\n');
