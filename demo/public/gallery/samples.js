/** Texts for the pictures, in one language of each direction. */
export const SAMPLES = {
  en: {
    hello: 'Hello! I can help with orders, deliveries and returns.',
    where: 'Where is my order 4711?',
    way: 'It left our warehouse in Hamburg this morning and should be with you tomorrow before noon.',
    day: 'Is there anything else?',
    person: 'Can I talk to a person, please?',
    joined: 'Mira has joined the conversation.',
    agent: 'Hi, this is Mira. I see your parcel on its way. What can I do for you?',
    yes: 'Could it be left with a neighbour?',
    thanks: 'Great, thank you!',
    choose: 'Where shall we leave it?',
    choices: ['With a neighbour', 'At a pick-up point', 'In the garage'],
    welcome: 'How can we help?',
    intro: 'Ask about orders, deliveries and returns. A person takes over when you need one.',
    starts: ['Where is my order?', 'Return an item', 'Talk to a person'],
    draft: 'I would like to know whether',
  },
  ar: {
    hello: 'مرحبا! يمكنني المساعدة في الطلبات والتوصيل والإرجاع.',
    where: 'أين طلبي رقم 4711؟',
    way: 'غادر طلبك مستودعنا في هامبورغ هذا الصباح ومن المتوقع أن يصل غدا قبل الظهر.',
    day: 'هل هناك شيء آخر؟',
    person: 'هل يمكنني التحدث إلى شخص من فضلكم؟',
    joined: 'انضمت ميرا إلى المحادثة.',
    agent: 'مرحبا، أنا ميرا. أرى أن طردك في الطريق. كيف يمكنني مساعدتك؟',
    yes: 'هل يمكن تركه عند الجيران؟',
    thanks: 'رائع، شكرا لك!',
    choose: 'أين نتركه؟',
    choices: ['عند الجيران', 'في نقطة استلام', 'في المرآب'],
    welcome: 'كيف يمكننا مساعدتك؟',
    intro: 'اسأل عن الطلبات والتوصيل والإرجاع. وعند الحاجة يتولى المحادثة موظف.',
    starts: ['أين طلبي؟', 'إرجاع منتج', 'التحدث إلى موظف'],
    draft: 'أود أن أعرف ما إذا كان',
  },
};

export const RICH = `**Your order** is on its way. It holds:

1. a *blue* lamp, \`E27\`
2. two ~~three~~ bulbs

> Delivery is free above 40 €.

| Item | Price |
|------|------:|
| Lamp | 39 € |
| Bulbs | 12 € |

\`\`\`js
const total = 39 + 12;
\`\`\`

See [the status of your parcel](https://example.com/parcels/4711) or write to help@example.com.`;

export const LONG_WORD = `https://example.com/${'a-very-long-way-to-a-parcel/'.repeat(6)}`;
